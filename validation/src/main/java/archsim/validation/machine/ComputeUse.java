package archsim.validation.machine;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ConvolutionSample;
import archsim.workloads.LayerWorkload;

/**
 * How busy a machine's multipliers are on a sample of layers while memory never stalls, in per cent.
 *
 * @param machine name of a reference machine, or of one that ships
 */
public record ComputeUse(String machine, ConvolutionSample sample) implements Measurement {

    @Override
    public double value() {
        Accelerator design = ReferenceMachines.find(machine);
        long useful = 0;
        long slots = 0;
        for (LayerWorkload layer :
                sample.workload(design.precision().weightBits()).layers()) {
            LayerPlan plan = design.dataflow().plan(layer, design.machine());
            useful += plan.computeSlots().useful();
            slots += plan.computeSlots().total();
        }
        return 100.0 * useful / slots;
    }
}
