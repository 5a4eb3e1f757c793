package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;

/** Words that one group of a layer moves under a mapping when nothing is compressed, padding included. */
record RowStationaryTraffic(RowStationaryMapping mapping, RowStationaryLoops loops) {

    /** To and from DRAM. Partial sums never go there. */
    long dram() {
        return filterLoads() + inputLoads() + loops.outputs();
    }

    /** Filters are read again for each map, unless all of a block's stay in the PEs. */
    long filterLoads() {
        return loops.filterWords() * (mapping.filtersStay(loops) ? 1 : mapping.maps(loops));
    }

    /** Inputs are read again for each block of filters, unless all inputs stay in the global buffer. */
    long inputLoads() {
        boolean stay = mapping.channelBlocks(loops) == 1 && mapping.maps(loops) == 1;
        return loops.inputWords(mapping.e()) * (stay ? 1 : mapping.filterBlocks(loops));
    }

    /**
     * In and out of the global buffer. It delivers inputs once a pass, for all its filters; it takes partial sums and
     * gives them back, the last ones as outputs.
     */
    long globalBuffer() {
        long deliveries = (long) mapping.filterBlocks(loops) * mapping.filterTurns();
        return inputLoads() + loops.inputWords(mapping.e()) * deliveries + 2 * psums() + 2 * filterLoads();
    }

    /** Partial sums over all blocks of channels. */
    long psums() {
        return loops.outputs() * mapping.channelBlocks(loops);
    }

    /** Into PEs and from PE to PE. */
    long hops() {
        return psums() * ((long) loops.filterRows() * mapping.r() - 1) + fills();
    }

    /** Into the scratchpads: each PE has its own copy of the rows that it works on. */
    long fills() {
        long columns = mapping.filtersStay(loops)
                ? mapping.e()
                : (long) Ceil.div(loops.images(), mapping.n()) * loops.outputRows();
        long inputRows = (long) loops.images() * loops.channels() * loops.filterRows() * loops.outputRows();
        return loops.filterWords() * columns
                + inputRows * loops.inputColumns() * Ceil.div(loops.filters(), mapping.p());
    }
}
