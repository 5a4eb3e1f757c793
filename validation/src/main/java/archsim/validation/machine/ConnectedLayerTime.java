package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.validation.design.DrawnConnected;
import archsim.validation.fact.Measurement;
import archsim.workloads.LayerWorkload;

/**
 * Microseconds that a machine takes for a fully connected layer and one vector while memory never stalls, or one such time over
 * another.
 *
 * <p>Weights and inputs are drawn evenly at their densities from seed 1; weights are as wide as the machine takes them.
 *
 * @param accelerator name of one that ships
 */
public record ConnectedLayerTime(
        String accelerator,
        @Range(min = 1, max = 65536) int inputs,
        @Range(min = 1, max = 65536) int outputs,
        @Range(min = 0, max = 1) double weightDensity,
        @Range(min = 0, max = 1) double activationDensity,
        Quantity quantity)
        implements Measurement {

    /** Which time. */
    public enum Quantity {
        /** Until the last output is there. */
        ACTUAL,
        /** What the stored weights that meet an input, fillers among them, would take if no multiplier ever waited. */
        THEORETICAL,
        /** How many times longer than that it takes because multipliers wait. */
        ACTUAL_OVER_THEORETICAL
    }

    @Override
    public double value() {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        LayerPlan plan = machine.dataflow().plan(layer(machine.precision().weightBits()), machine.machine());
        double actual = plan.computeCycles();
        double theoretical =
                (double) (plan.computeSlots().useful() + plan.computeSlots().index())
                        / machine.machine().multipliers();
        return switch (quantity) {
            case ACTUAL -> actual / machine.clockMhz();
            case THEORETICAL -> theoretical / machine.clockMhz();
            case ACTUAL_OVER_THEORETICAL -> actual / theoretical;
        };
    }

    private LayerWorkload layer(int weightBits) {
        return new DrawnConnected(inputs, outputs, weightDensity, activationDensity)
                .workload(weightBits)
                .layers()
                .get(0);
    }
}
