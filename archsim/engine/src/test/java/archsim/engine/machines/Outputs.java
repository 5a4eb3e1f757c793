package archsim.engine.machines;

import archsim.engine.Taps;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/**
 * A rectangle of output positions; rows are numbered over all images.
 *
 * @param rowTo one past the last row
 * @param qTo one past the last column
 */
public record Outputs(int rowFrom, int rowTo, int qFrom, int qTo) {

    public long positions() {
        return (long) (rowTo - rowFrom) * (qTo - qFrom);
    }

    /** First and one past the last row of one image, as an image's own; empty if the rectangle lies in others. */
    public Outputs inImage(StoredLayer layer, int image) {
        int first = image * layer.p();
        int from = Math.max(rowFrom, first);
        int to = Math.max(from, Math.min(rowTo, first + layer.p()));
        return new Outputs(from - first, to - first, qFrom, qTo);
    }

    /** First input row that a rectangle of one image's own rows reads, padding left out. */
    public int hFrom(LayerShape shape) {
        return Math.max(0, Taps.row(shape, rowFrom, 0));
    }

    /** First input column, padding left out. */
    public int wFrom(LayerShape shape) {
        return Math.max(0, Taps.column(shape, qFrom, 0));
    }

    /** Input rows from the first to the last under the kernels of one image's own rows. */
    public int inputRows(LayerShape shape) {
        return rowTo == rowFrom ? 0 : covered(rowFrom, rowTo, shape.rows());
    }

    /** Input columns from the first to the last under the kernels. */
    public int inputColumns(LayerShape shape) {
        return covered(qFrom, qTo, shape.columns());
    }

    private static int covered(int from, int to, Axis axis) {
        int covered = 0;
        for (int padded = from * axis.stride(); padded < (to - 1) * axis.stride() + Taps.reach(axis); padded++) {
            int place = padded - axis.paddingBefore();
            covered += place >= 0 && place < axis.extent() ? 1 : 0;
        }
        return covered;
    }

    /** Inputs of one channel in all images of the rectangle that some output uses. */
    public long inputs(StoredLayer layer) {
        long inputs = 0;
        for (int image = 0; image < layer.shape().n(); image++) {
            Outputs own = inImage(layer, image);
            long rows = Taps.used(layer.shape().rows(), own.rowFrom, own.rowTo);
            inputs += rows * Taps.used(layer.shape().columns(), own.qFrom, own.qTo);
        }
        return inputs;
    }
}
