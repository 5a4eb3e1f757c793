package archsim.sweep.search;

import archsim.sweep.analysis.Objective;

/**
 * What a design takes for all workloads, one after the other; NaN where something is not known.
 *
 * @param cycles of all
 * @param timeNs of all
 * @param energyPj of all
 * @param dramBytes of all, both directions
 * @param storageBits of all weights
 * @param macs of the dense layers
 * @param images of all batches
 * @param areaMm2 of the machine
 */
record Totals(
        double cycles,
        double timeNs,
        double energyPj,
        double dramBytes,
        double storageBits,
        double macs,
        double images,
        double areaMm2) {

    private static final double NS_A_SECOND = 1e9;
    private static final double OPERATIONS_A_MAC = 2;

    /** The value of an objective, with its unit. */
    double of(Objective objective) {
        return switch (objective) {
            case CYCLES -> cycles;
            case TIME -> timeNs;
            case ENERGY -> energyPj;
            case DRAM -> dramBytes;
            case STORAGE -> storageBits;
            case POWER -> powerMw();
            case EDP -> energyPj * timeNs;
            case IMAGE -> energyPj / images;
            case AREA -> areaMm2;
            case THROUGHPUT -> images * NS_A_SECOND / timeNs;
            case EFFICIENCY -> OPERATIONS_A_MAC * macs / energyPj;
            case ACCURACY -> throw new IllegalArgumentException("a design does not decide the accuracy");
        };
    }

    /** Energy over time. */
    double powerMw() {
        return energyPj / timeNs;
    }

    /**
     * What no design with these as its least can do better than. Power falls with time, and stored bits follow from the model: of
     * both nothing is known before the run.
     */
    double bound(Objective objective) {
        return objective == Objective.POWER || objective == Objective.STORAGE ? 0 : of(objective);
    }
}
