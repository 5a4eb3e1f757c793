package archsim.validation.design;

import archsim.engine.run.result.Metrics;
import archsim.validation.fact.Measurement;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many times more a baseline needs than a design, in the geometric mean over some networks.
 *
 * @param accelerator name of one that ships, which runs the networks pruned
 * @param baseline name of one that ships
 * @param prunedBaseline whether the baseline runs the same pruned networks, else dense ones
 * @param memory name of one that ships, behind both
 * @param networks at least one
 */
public record MeanDesignRatio(
        String accelerator,
        String baseline,
        boolean prunedBaseline,
        String memory,
        Quantity quantity,
        List<DrawnNetwork> networks)
        implements Measurement {

    /** What is needed. */
    public enum Quantity {
        /** Time from start to end. */
        TIME,
        /** Time when memory never stalls. */
        COMPUTE_TIME,
        /** Cycles when memory never stalls, for designs compared at one clock. */
        COMPUTE_CYCLES,
        /** Energy with the memory's. */
        ENERGY,
        /** Energy without the memory's. */
        CHIP_ENERGY
    }

    public MeanDesignRatio {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("networks must hold at least one");
        }
    }

    @Override
    public double value() {
        return StatUtils.geometricMean(
                networks.stream().mapToDouble(this::ratio).toArray());
    }

    private double ratio(DrawnNetwork network) {
        double needed = need(DesignRun.totals(accelerator, memory, network, true));
        return need(DesignRun.totals(baseline, memory, network, prunedBaseline)) / needed;
    }

    private double need(Metrics metrics) {
        return switch (quantity) {
            case TIME -> metrics.timeNs();
            case COMPUTE_TIME -> metrics.timeNs() * metrics.computeCycles() / metrics.cycles();
            case COMPUTE_CYCLES -> metrics.computeCycles();
            case ENERGY -> metrics.energy().totalPj();
            case CHIP_ENERGY -> DesignRun.chipPj(metrics);
        };
    }
}
