package archsim.validation.design;

import archsim.energy.PriceBounds;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.RunResult;
import archsim.tables.DramStandards;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ConvolutionSample;
import archsim.workloads.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many times less one machine needs than another for the same layers.
 *
 * @param accelerator name of the one
 * @param baseline name of the other, whose figure is divided by that of {@code accelerator}
 * @param quantity that is compared
 * @param memory of both
 */
public record DesignRatio(
        String accelerator, String baseline, Quantity quantity, String memory, ConvolutionSample sample)
        implements Measurement {

    private static final Map<List<Object>, RunResult> RUNS = new ConcurrentHashMap<>();

    /** What is compared. */
    public enum Quantity {
        /** Cycles when memory never stalls. */
        COMPUTE_CYCLES,
        /** Energy of the chip and its memory. */
        ENERGY
    }

    @Override
    public double value() {
        return figure(baseline) / figure(accelerator);
    }

    /** The same comparison at one density of weights and inputs. */
    public DesignRatio at(double density) {
        return new DesignRatio(accelerator, baseline, quantity, memory, sample.at(density));
    }

    @Override
    public Optional<PriceBounds> bounds() {
        if (quantity == Quantity.COMPUTE_CYCLES) {
            return Optional.empty();
        }
        return Optional.of(PriceBounds.ofRatio(
                run(baseline).counts(),
                DesignRun.energyModel(baseline, memory),
                run(accelerator).counts(),
                DesignRun.energyModel(accelerator, memory)));
    }

    private double figure(String name) {
        return quantity == Quantity.COMPUTE_CYCLES
                ? (double) DesignRun.computeCycles(name, workload(name))
                : run(name).totals().energy().totalPj();
    }

    /** Facts share baselines and layers: each is run once. */
    private RunResult run(String name) {
        return RUNS.computeIfAbsent(List.of(name, memory, sample), key -> new Simulator(
                        AcceleratorLibrary.find(name), DramStandards.find(memory), Fidelity.EVENT)
                .run(workload(name))
                .result());
    }

    private Workload workload(String name) {
        return sample.workload(AcceleratorLibrary.find(name).precision().weightBits());
    }
}
