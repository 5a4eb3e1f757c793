package archsim.validation.machine;

import archsim.engine.accelerator.Accelerator;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ConvolutionSample;

/**
 * How many times the cycles of one machine another one takes for a sample of layers while memory never stalls.
 *
 * @param machine name of a reference machine, or of one that ships
 * @param baseline the same, whose cycles are divided by
 */
public record ComputeSlowdown(String machine, String baseline, ConvolutionSample sample) implements Measurement {

    @Override
    public double value() {
        return cycles(machine) / cycles(baseline);
    }

    private double cycles(String name) {
        Accelerator design = ReferenceMachines.find(name);
        return sample.workload(design.precision().weightBits()).layers().stream()
                .mapToLong(
                        layer -> design.dataflow().plan(layer, design.machine()).computeCycles())
                .sum();
    }
}
