package archsim.validation.design;

import archsim.engine.accelerator.AcceleratorLibrary;
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
        return need(baseline, network, prunedBaseline) / need(accelerator, network, true);
    }

    private double need(String design, DrawnNetwork network, boolean pruned) {
        return switch (quantity) {
            case COMPUTE_CYCLES -> computeCycles(design, network, pruned);
            case COMPUTE_TIME ->
                computeCycles(design, network, pruned)
                        / AcceleratorLibrary.find(design).clockMhz();
            case TIME -> totals(design, network, pruned).timeNs();
            case ENERGY -> totals(design, network, pruned).energy().totalPj();
            case CHIP_ENERGY -> DesignRun.chipPj(totals(design, network, pruned));
        };
    }

    private Metrics totals(String design, DrawnNetwork network, boolean pruned) {
        return DesignRun.totals(design, memory, network, pruned);
    }

    private static double computeCycles(String design, DrawnNetwork network, boolean pruned) {
        return (double) DesignRun.computeCycles(design, pruned ? network.pruned() : network.dense());
    }
}
