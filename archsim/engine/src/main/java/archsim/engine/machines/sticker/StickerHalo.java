package archsim.engine.machines.sticker;

import archsim.base.Ceil;
import archsim.engine.tiling.Patch;
import archsim.workloads.LayerShape;

/** The sums of a patch that an input tile touches: its own, and a rim that belongs to its neighbours. */
record StickerHalo(LayerShape shape, int lanes) {

    /** Output positions of one filter that the largest tile's inputs can reach in a patch of this size anywhere. */
    long mostPositionsPerPe(Patch patch) {
        return reached(patch, patch.mostRows(shape), patch.mostColumns(shape), shape.r(), shape.s());
    }

    /** Output positions of one filter that the largest tile's inputs can reach, but not a tile of single offsets. */
    long rim(Patch patch) {
        int high = patch.hTo(shape) - patch.hFrom(shape);
        int wide = patch.wTo(shape) - patch.wFrom(shape);
        return reached(patch, high, wide, shape.r(), shape.s()) - reached(patch, high, wide, 1, 1);
    }

    private long reached(Patch patch, int high, int wide, int r, int s) {
        LaneGrid grid = LaneGrid.of(lanes);
        long rows = shape.p() == 1 ? 1 : patch.rows();
        return reachedAlong(Ceil.div(high, grid.lanesHigh()), r, rows)
                * reachedAlong(Ceil.div(wide, grid.lanesWide()), s, patch.qTo() - patch.qFrom());
    }

    /** Outputs along one axis that {@code inputs} next to each other meet through a kernel, none beyond the patch. */
    private long reachedAlong(int inputs, int kernel, long outputs) {
        return inputs == 0 ? 0 : Math.min(outputs, Ceil.div(inputs + kernel - 1, shape.stride()));
    }
}
