package archsim.engine.machines.eyeriss;

/**
 * What a mapping costs: energy times delay of one group, and of equal products the more PEs at work the better.
 *
 * <p>Energy is in the authors' normalised unit: a multiply-accumulate or an access to a register file 1, a hop between
 * PEs 2, an access to the global buffer 6, to DRAM 200. All data count as dense: the mapping is chosen before the data is
 * known.
 *
 * <p>Source of the unit: Y.-H. Chen et al., "Eyeriss: A Spatial Architecture for Energy-Efficient Dataflow", ISCA 2016,
 * Table IV.
 */
record RowStationaryCost(double energyDelay, int activePes) implements Comparable<RowStationaryCost> {

    private static final int HOP = 2;
    private static final int GLOBAL_BUFFER = 6;
    private static final int DRAM = 200;

    /** The product itself, and for each product an access to inputs and weights and two to partial sums. */
    private static final int MAC = 1 + 4;

    static RowStationaryCost of(RowStationaryMapping mapping, RowStationaryLoops loops, Eyeriss design) {
        var cycles = EyerissPassCycles.of(mapping, loops, design);
        long passes = mapping.passes(loops);
        long loadingPasses = mapping.filtersStay(loops) ? mapping.filterBlocks(loops) : passes;
        double delay =
                (double) loadingPasses * cycles.all(false) + (double) (passes - loadingPasses) * cycles.all(true);
        return new RowStationaryCost(
                energy(new RowStationaryTraffic(mapping, loops), loops) * delay, mapping.activePes(loops));
    }

    private static double energy(RowStationaryTraffic traffic, RowStationaryLoops loops) {
        return (double) DRAM * traffic.dram()
                + (double) GLOBAL_BUFFER * traffic.globalBuffer()
                + (double) HOP * traffic.hops()
                + traffic.fills()
                + (double) MAC * loops.macs();
    }

    /**
     * Energy times delay that a mapping cannot fall below.
     *
     * @param widest which moves no more words than the mapping
     * @param workCycles that the mapping works at least, beside bringing weights in
     */
    static double least(RowStationaryMapping widest, RowStationaryLoops loops, Eyeriss design, double workCycles) {
        var traffic = new RowStationaryTraffic(widest, loops);
        double loading = (double) traffic.filterLoads() / design.filterWordsPerCycle();
        return energy(traffic, loops) * (loading + workCycles);
    }

    @Override
    public int compareTo(RowStationaryCost other) {
        int byProduct = Double.compare(energyDelay, other.energyDelay);
        return byProduct != 0 ? byProduct : Integer.compare(other.activePes, activePes);
    }
}
