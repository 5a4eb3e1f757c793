package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The weights of a layer as a checkpoint stores them.
 *
 * @param name of the layer
 * @param rows outputs
 * @param columns inputs
 * @param bits of a stored weight
 * @param quantisation type of a weight and what lies beside the weights
 * @param values opens the rows as 32-bit floats, all finite; minus zeros are kept
 * @param bias of the outputs, if there is one
 * @param tensors names of all tensors that it is made of
 */
public record StoredMatrix(
        String name,
        int rows,
        int columns,
        int bits,
        Quantisation quantisation,
        Supplier<Rows> values,
        Optional<Supplier<float[]>> bias,
        List<String> tensors) {

    public StoredMatrix {
        tensors = List.copyOf(tensors);
    }

    /** Weights, zeros included. */
    public long weights() {
        return (long) rows * columns;
    }

    /** All weights as numbers, row after row; only of matrices that fit an array. */
    public float[] dequantised() {
        float[] all = new float[Math.toIntExact(weights())];
        float[] row = new float[columns];
        Rows reading = values.get();
        for (int r = 0; r < rows; r++) {
            reading.read(r, row);
            System.arraycopy(row, 0, all, r * columns, columns);
        }
        return all;
    }

    /** Weights that are not zero; minus zero is zero. */
    public long keptWeights() {
        long kept = 0;
        float[] row = new float[columns];
        Rows reading = values.get();
        for (int r = 0; r < rows; r++) {
            reading.read(r, row);
            for (float value : row) {
                kept += value != 0 ? 1 : 0;
            }
        }
        return kept;
    }
}
