package archsim.validation.design;

import archsim.base.json.Range;
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
 * How many times more a machine needs that skips the zeros of one operand only than the same machine that skips those of both.
 *
 * <p>The one-sided machine is the same one with the other operand dense.
 *
 * @param accelerator name of one that ships
 * @param memory name of one that ships
 * @param sample convolutions; its densities are replaced
 * @param density of weights and inputs
 * @param dense the operand whose zeros the one-sided machine does not know
 */
public record OneSidedRatio(
        String accelerator,
        String memory,
        ConvolutionSample sample,
        @Range(min = 0, max = 1) double density,
        Operand dense,
        DesignRatio.Quantity quantity)
        implements Measurement {

    private static final Map<List<Object>, RunResult> RUNS = new ConcurrentHashMap<>();

    /** Of a product. */
    public enum Operand {
        WEIGHTS,
        INPUTS
    }

    @Override
    public double value() {
        if (quantity == DesignRatio.Quantity.COMPUTE_CYCLES) {
            return (double) DesignRun.computeCycles(accelerator, oneSided())
                    / DesignRun.computeCycles(accelerator, twoSided());
        }
        return run(oneSided(), dense.name()).totals().energy().totalPj()
                / run(twoSided(), "").totals().energy().totalPj();
    }

    @Override
    public Optional<PriceBounds> bounds() {
        if (quantity == DesignRatio.Quantity.COMPUTE_CYCLES) {
            return Optional.empty();
        }
        var model = DesignRun.energyModel(accelerator, memory);
        return Optional.of(PriceBounds.ofRatio(
                run(oneSided(), dense.name()).counts(),
                model,
                run(twoSided(), "").counts(),
                model));
    }

    private Workload oneSided() {
        return workload(dense == Operand.WEIGHTS ? 1 : density, dense == Operand.INPUTS ? 1 : density);
    }

    private Workload twoSided() {
        return workload(density, density);
    }

    private Workload workload(double weightDensity, double inputDensity) {
        int weightBits = AcceleratorLibrary.find(accelerator).precision().weightBits();
        return sample.workload(weightBits, weightDensity, inputDensity);
    }

    /** Facts share the machine that skips both: it is run once. */
    private RunResult run(Workload workload, String dense) {
        return RUNS.computeIfAbsent(List.of(accelerator, memory, sample, density, dense), key -> new Simulator(
                        AcceleratorLibrary.find(accelerator), DramStandards.find(memory), Fidelity.EVENT)
                .run(workload)
                .result());
    }
}
