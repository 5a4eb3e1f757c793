package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.base.json.Range;

/**
 * How a layer is cut into processing passes of a row-stationary array; one mapping holds for a whole layer.
 *
 * <p>A PE set is R x e PEs: each of its rows holds a row of filters, each of its diagonals a row of inputs, and each of
 * its columns sums up one row of outputs.
 *
 * <p>Bounds hold for {@link RowStationaryLimits}; a mapping itself is any seven positive numbers.
 *
 * @param m filters whose partial sums lie in the global buffer
 * @param n images of a pass
 * @param e output rows of a PE set, the width of a strip
 * @param p filters that a PE works on
 * @param q channels that a PE works on
 * @param r PE sets on different channels, which sum up together
 * @param t PE sets on different filters
 */
public record RowStationaryMapping(
        @Range(min = 1) int m,
        @Range(min = 1) int n,
        @Range(min = 1) int e,
        @Range(min = 1) int p,
        @Range(min = 1) int q,
        @Range(min = 1) int r,
        @Range(min = 1) int t) {

    /** Filters of a pass. */
    int passFilters() {
        return p * t;
    }

    /** Channels of a pass. */
    int passChannels() {
        return q * r;
    }

    /** PEs that work on filters of {@code filterRows} rows. */
    public int activePes(int filterRows) {
        return filterRows * e * r * t;
    }

    int activePes(RowStationaryLoops loops) {
        return activePes(loops.filterRows());
    }

    int channelBlocks(RowStationaryLoops loops) {
        return Ceil.div(loops.channels(), passChannels());
    }

    /** Times that the {@code m} filters take their turns in the PEs. */
    int filterTurns() {
        return Ceil.div(m, passFilters());
    }

    int filterBlocks(RowStationaryLoops loops) {
        return Ceil.div(loops.filters(), m);
    }

    /** Blocks of images times strips. */
    int maps(RowStationaryLoops loops) {
        return Ceil.div(loops.images(), n) * strips(loops);
    }

    /** Strips of an image. */
    int strips(RowStationaryLoops loops) {
        return Ceil.div(loops.outputRows(), e);
    }

    /** Output rows of an image's last strip. */
    int lastStripRows(RowStationaryLoops loops) {
        return loops.outputRows() - (strips(loops) - 1) * e;
    }

    /** Whether a block of filters stays in the PEs for all maps. */
    boolean filtersStay(RowStationaryLoops loops) {
        return channelBlocks(loops) == 1 && filterTurns() == 1;
    }

    /** Passes of one group. */
    long passes(RowStationaryLoops loops) {
        return (long) filterBlocks(loops) * maps(loops) * channelBlocks(loops) * filterTurns();
    }

    /** Cycles in which a PE multiplies in each pass. */
    long macCycles(RowStationaryLoops loops) {
        return (long) loops.outputColumns() * n * p * q * loops.filterColumns();
    }

    /** Cycles in which it adds the sums that come in: one for each of its own. */
    long sumCycles(RowStationaryLoops loops) {
        return (long) loops.outputColumns() * n * p;
    }

    /** Cycles in which a PE shifts its inputs on, from the second output of each row on: a stride of each channel. */
    long shiftCycles(RowStationaryLoops loops) {
        return (long) n * (loops.outputColumns() - 1) * loops.shape().columns().stride() * q;
    }

    /** Cycles in which a PE works in each pass. */
    long workCycles(RowStationaryLoops loops) {
        return macCycles(loops) + sumCycles(loops);
    }

    /** For people, as the authors write it. */
    String describe(RowStationaryLoops loops) {
        return RootLocale.format("m%d n%d e%d p%d q%d r%d t%d, %d PEs", m, n, e, p, q, r, t, activePes(loops));
    }
}
