package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;

/**
 * The cycles of a pass. PEs work as long in each pass of a layer, also where its last ones have less to do, since the array
 * is set up once a layer; the networks bring only the rows of the pass's strip.
 *
 * @param filterLoad to bring the weights into the PEs
 * @param firstWindows to bring the inputs of the first outputs there, at the same time
 * @param macs in which a PE multiplies
 * @param sums in which it adds sums that come in
 * @param shift in which it stands still while inputs move on in its scratchpad
 * @param transport that the networks need for the other inputs and the sums while the PEs work
 */
record EyerissPassCycles(long filterLoad, long firstWindows, long macs, long sums, long shift, long transport) {

    /** Of a strip of {@code rows} output rows, at most those of a PE set. */
    static EyerissPassCycles of(RowStationaryMapping mapping, int rows, RowStationaryLoops loops, Eyeriss networks) {
        long taps = (long) loops.filterRows() * loops.filterColumns();
        long filterWords = taps * mapping.passFilters() * mapping.passChannels();
        long inputRows = (long) mapping.passChannels() * loops.inputRows(rows);
        long psums = (long) mapping.n() * mapping.passFilters() * rows * loops.outputColumns();
        long windows = inputRows * loops.filterColumns();
        long inputs = inputRows * mapping.n() * loops.inputColumns();
        return new EyerissPassCycles(
                Ceil.div(filterWords, networks.filterWordsPerCycle()),
                Ceil.div(windows, networks.inputWordsPerCycle()),
                mapping.macCycles(loops),
                mapping.sumCycles(loops),
                networks.shiftsInTime().orElse(false) ? mapping.shiftCycles(loops) : 0,
                Math.max(
                        Ceil.div(inputs - windows, networks.inputWordsPerCycle()),
                        Ceil.div(psums, networks.psumWordsPerCycle())));
    }

    /** Before the first product. */
    long start(boolean filtersStay) {
        return filtersStay ? firstWindows : Math.max(filterLoad, firstWindows);
    }

    private long work() {
        return macs + sums;
    }

    /** In which the PEs wait for the networks. */
    private long waiting() {
        return Math.max(0, transport - work() - shift);
    }

    long all(boolean filtersStay) {
        return start(filtersStay) + work() + shift + waiting();
    }

    /** The causes of a pass's slots. */
    SlotStack slots(long products, int pes, int activePes, boolean filtersStay) {
        long summing = sums * activePes;
        return SlotStack.useful(products)
                .lost(Cause.FRAGMENTATION, work() * pes - summing - products)
                .lost(Cause.CONFLICT, waiting() * pes)
                .lost(Cause.HALO, summing)
                .lost(Cause.FILL, (start(filtersStay) + shift) * pes);
    }
}
