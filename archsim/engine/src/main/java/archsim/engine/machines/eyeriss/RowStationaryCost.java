package archsim.engine.machines.eyeriss;

import archsim.engine.plan.Objective;
import java.util.Comparator;

/**
 * What mappings are compared by.
 *
 * <p>As the authors map, for fewest cycles: words to and from DRAM over PEs at work, as if the networks never made these
 * wait; then the more PEs; then the fewest trips of partial sums to the global buffer, the fewest turns of filters, the
 * fewest words into scratchpads, and the most filters in a PE. All five mappings of AlexNet and the active PEs, times and
 * buffer traffic of VGG-16 that are published follow from it.
 *
 * <p>Energy is in the authors' normalised unit: a multiply-accumulate or an access to a register file 1, a hop between
 * PEs 2, an access to the global buffer 6, to DRAM 200. All data count as dense: the mapping is chosen before the data is
 * known.
 *
 * <p>Source of the unit: Y.-H. Chen et al., "Eyeriss: A Spatial Architecture for Energy-Efficient Dataflow", ISCA 2016,
 * Table IV.
 */
final class RowStationaryCost {

    private static final int HOP = 2;
    private static final int GLOBAL_BUFFER = 6;
    private static final int DRAM = 200;

    /** The product itself, and for each product an access to inputs and weights and two to partial sums. */
    private static final int MAC = 1 + 4;

    private static final Comparator<RowStationaryCost> AS_THE_AUTHORS = Comparator.comparingDouble(
                    RowStationaryCost::dramWordsPerPe)
            .thenComparingInt(cost -> -cost.activePes)
            .thenComparingLong(cost -> cost.traffic.psums())
            .thenComparingInt(cost -> cost.mapping.filterTurns())
            .thenComparingLong(cost -> cost.traffic.fills())
            .thenComparingInt(cost -> -cost.mapping.p());

    private final RowStationaryMapping mapping;
    private final RowStationaryLoops loops;
    private final Eyeriss design;
    private final RowStationaryTraffic traffic;
    private final int activePes;

    RowStationaryCost(RowStationaryMapping mapping, RowStationaryLoops loops, Eyeriss design) {
        this.mapping = mapping;
        this.loops = loops;
        this.design = design;
        this.traffic = new RowStationaryTraffic(mapping, loops);
        this.activePes = mapping.activePes(loops);
    }

    /** The cheaper first. */
    static Comparator<RowStationaryCost> by(Objective objective) {
        return switch (objective) {
            case CYCLES -> AS_THE_AUTHORS;
            case ENERGY -> Comparator.comparingDouble(RowStationaryCost::energy).thenComparing(AS_THE_AUTHORS);
            case EDP ->
                Comparator.comparingDouble((RowStationaryCost cost) -> cost.energy() * cost.delay())
                        .thenComparing(AS_THE_AUTHORS);
            case DRAM_BYTES ->
                Comparator.comparingDouble((RowStationaryCost cost) -> cost.traffic.dram())
                        .thenComparing(AS_THE_AUTHORS);
        };
    }

    RowStationaryMapping mapping() {
        return mapping;
    }

    /** Of the PEs, those of a last strip that has fewer rows rest. */
    private double dramWordsPerPe() {
        double rowsOfStrips = (double) mapping.strips(loops) * mapping.e();
        return traffic.dram() * rowsOfStrips / ((double) activePes * loops.outputRows());
    }

    private double delay() {
        int strips = mapping.strips(loops);
        return ((strips - 1) * delay(mapping.e()) + delay(mapping.lastStripRows(loops))) / strips;
    }

    /** If each strip had {@code rows} of them. */
    private double delay(int rows) {
        var cycles = EyerissPassCycles.of(mapping, rows, loops, design);
        long passes = mapping.passes(loops);
        long loadingPasses = mapping.filtersStay(loops) ? mapping.filterBlocks(loops) : passes;
        return (double) loadingPasses * cycles.all(false) + (double) (passes - loadingPasses) * cycles.all(true);
    }

    private double energy() {
        return (double) DRAM * traffic.dram()
                + (double) GLOBAL_BUFFER * traffic.globalBuffer()
                + (double) HOP * traffic.hops()
                + traffic.fills()
                + (double) MAC * loops.macs();
    }
}
