package archsim.validation.memory;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.validation.fact.Measurement;
import java.util.List;

/**
 * Layers whose inputs or outputs do not stay on the chip.
 *
 * @param accelerator name of one that ships
 * @param samples whose layers are counted
 */
public record LayersThroughDram(String accelerator, List<ConvolutionSample> samples) implements Measurement {

    public LayersThroughDram {
        samples = List.copyOf(samples);
    }

    @Override
    public double value() {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        return samples.stream()
                .flatMap(sample -> sample.workload(machine.precision().weightBits()).layers().stream())
                .map(layer -> machine.dataflow().plan(layer, machine.machine()))
                .filter(LayersThroughDram::movesActivations)
                .count();
    }

    private static boolean movesActivations(LayerPlan plan) {
        return plan.tiles().stream()
                .anyMatch(tile -> tile.store().bits() > 0
                        || tile.loads().stream()
                                .anyMatch(load -> load.dataType() == DataType.INPUTS && load.bits() > 0));
    }
}
