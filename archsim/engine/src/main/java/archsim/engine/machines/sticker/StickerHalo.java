package archsim.engine.machines.sticker;

import archsim.base.Ceil;
import archsim.engine.tiling.Patch;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/** The sums of a patch that an input tile touches: its own, and a rim that belongs to its neighbours. */
record StickerHalo(LayerShape shape, int lanes) {

    /** Output positions of one filter that the largest tile's inputs can reach in a patch of this size anywhere. */
    long mostPositionsPerPe(Patch patch) {
        return reached(patch, patch.mostRows(shape), patch.mostColumns(shape), true);
    }

    /** Output positions of one filter that the largest tile's inputs can reach, but not a tile of single offsets. */
    long rim(Patch patch) {
        int high = patch.hTo(shape) - patch.hFrom(shape);
        int wide = patch.wTo(shape) - patch.wFrom(shape);
        return reached(patch, high, wide, true) - reached(patch, high, wide, false);
    }

    private long reached(Patch patch, int high, int wide, boolean withRim) {
        LaneGrid grid = LaneGrid.of(lanes);
        long outputRows = shape.p() == 1 ? 1 : patch.rows();
        return reachedAlong(shape.rows(), Ceil.div(high, grid.lanesHigh()), withRim, outputRows)
                * reachedAlong(shape.columns(), Ceil.div(wide, grid.lanesWide()), withRim, patch.qTo() - patch.qFrom());
    }

    /**
     * Outputs along one axis from the first to the last that {@code inputs} next to each other meet through a kernel,
     * none beyond the patch.
     */
    private static long reachedAlong(Axis axis, int inputs, boolean withRim, long outputs) {
        int reach = withRim ? axis.reach() : 1;
        return inputs == 0 ? 0 : Math.min(outputs, Ceil.div(inputs + reach - 1, axis.stride()));
    }
}
