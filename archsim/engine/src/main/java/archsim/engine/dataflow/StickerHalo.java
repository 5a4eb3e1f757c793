package archsim.engine.dataflow;

import archsim.base.Ceil;
import archsim.workloads.LayerShape;

/** The sums that an input tile touches: its own, and a rim that belongs to its neighbours. */
record StickerHalo(LayerShape shape, int lanes) {

    private int tileHigh(Patch patch) {
        return Ceil.div(
                patch.hTo(shape) - patch.hFrom(shape), LaneGrid.of(lanes).lanesHigh());
    }

    private int tileWide(Patch patch) {
        return Ceil.div(
                patch.wTo(shape) - patch.wFrom(shape), LaneGrid.of(lanes).lanesWide());
    }

    /** Output positions of one filter that the largest tile's inputs can reach. */
    long positionsPerPe(Patch patch) {
        return (long) Ceil.div(tileHigh(patch) + shape.r() - 1, shape.stride())
                * Ceil.div(tileWide(patch) + shape.s() - 1, shape.stride());
    }

    /** Those of them beyond the tile's own share. */
    long rim(Patch patch) {
        long own = (long) Ceil.div(tileHigh(patch), shape.stride()) * Ceil.div(tileWide(patch), shape.stride());
        return positionsPerPe(patch) - own;
    }
}
