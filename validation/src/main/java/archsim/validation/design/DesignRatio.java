package archsim.validation.design;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ConvolutionSample;
import archsim.workloads.Workload;

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

    private double figure(String name) {
        Accelerator machine = AcceleratorLibrary.find(name);
        Workload workload = sample.workload(machine.precision().weightBits());
        if (quantity == Quantity.COMPUTE_CYCLES) {
            return (double) DesignRun.computeCycles(name, workload);
        }
        Metrics totals = new Simulator(machine, DramStandards.find(memory), Fidelity.EVENT)
                .run(workload)
                .result()
                .totals();
        return totals.energy().totalPj();
    }
}
