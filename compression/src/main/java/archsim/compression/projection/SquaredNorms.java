package archsim.compression.projection;

import archsim.compression.train.layer.Matrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Squares of the weights of a layer as an ND4J tensor in double precision, whose sums are the squared norms of its parts. */
final class SquaredNorms {

    static {
        Matrix.computeOnOneThread();
    }

    private SquaredNorms() {}

    /**
     * {@code values[i]^2}.
     *
     * @param shape row-major; its product is the number of values
     */
    static INDArray squares(float[] values, long... shape) {
        try (INDArray weights = Nd4j.createFromArray(values)) {
            INDArray exact = weights.castTo(DataType.DOUBLE).reshape('c', shape);
            return exact.muli(exact);
        }
    }

    /** 1 where {@code among} says so, 0 elsewhere. */
    static INDArray indicator(boolean[] among) {
        return Nd4j.createFromArray(among).castTo(DataType.DOUBLE);
    }
}
