package archsim.validation.design;

import archsim.energy.ActionCounts;
import archsim.energy.PriceBounds;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.result.Metrics;
import archsim.validation.fact.Measurement;
import java.util.List;
import java.util.Optional;
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

    /** Each network's ratio at its own least and most: prices are the same in all, so the mean lies within. */
    @Override
    public Optional<PriceBounds> bounds() {
        if (quantity != Quantity.ENERGY && quantity != Quantity.CHIP_ENERGY) {
            return Optional.empty();
        }
        List<PriceBounds> each = networks.stream().map(this::bounds).toList();
        return Optional.of(new PriceBounds(
                StatUtils.geometricMean(
                        each.stream().mapToDouble(PriceBounds::low).toArray()),
                StatUtils.geometricMean(
                        each.stream().mapToDouble(PriceBounds::high).toArray())));
    }

    private PriceBounds bounds(DrawnNetwork network) {
        return PriceBounds.ofRatio(
                counts(baseline, network, prunedBaseline),
                DesignRun.energyModel(baseline, memory),
                counts(accelerator, network, true),
                DesignRun.energyModel(accelerator, memory));
    }

    private ActionCounts counts(String design, DrawnNetwork network, boolean pruned) {
        ActionCounts counts = DesignRun.run(design, memory, network, pruned).counts();
        return quantity == Quantity.ENERGY ? counts : DesignRun.ofChip(counts);
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
        return DesignRun.run(design, memory, network, pruned).totals();
    }

    private static double computeCycles(String design, DrawnNetwork network, boolean pruned) {
        return (double) DesignRun.computeCycles(design, pruned ? network.pruned() : network.dense());
    }
}
