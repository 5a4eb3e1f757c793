package archsim.engine.machines.sticker;

import archsim.engine.Taps;
import archsim.engine.machines.CutRule;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/**
 * STICKER's tiles: the sums that one PE may touch must fit its accumulators.
 *
 * @param sums of a PE
 */
record StickerCut(StoredLayer layer, int lanes, int lanesOfAnAxis, int sums, boolean skipsInputs) {

    CutRule rule(Storage storage) {
        return new CutRule(
                storage, (rows, qs, filters, whole) -> ceil(filters, lanes) * positionsOfAPe(rows, qs) <= sums);
    }

    private static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private long positionsOfAPe(int rows, int qs) {
        LayerShape shape = layer.shape();
        if (shape.isFullyConnected()) {
            return (long) rows * qs;
        }
        if (!skipsInputs) {
            return ceil((long) rows * qs, lanes);
        }
        long images = layer.p() == 1 ? rows : 1;
        long outputRows = layer.p() == 1 ? 1 : rows;
        long high = Math.min(shape.h(), (outputRows - 1) * shape.rows().stride() + Taps.reach(shape.rows()));
        long wide = Math.min(shape.w(), (qs - 1L) * shape.columns().stride() + Taps.reach(shape.columns()));
        return images * touched(shape.rows(), high, outputRows) * touched(shape.columns(), wide, qs);
    }

    /** Outputs along one axis that the inputs of the largest part meet. */
    private long touched(Axis axis, long inputs, long outputs) {
        return Math.min(outputs, ceil(ceil(inputs, lanesOfAnAxis) + Taps.reach(axis) - 1, axis.stride()));
    }
}
