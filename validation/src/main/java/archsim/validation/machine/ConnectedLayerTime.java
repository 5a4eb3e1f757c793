package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Microseconds that a machine takes for a fully connected layer and one vector while memory never stalls.
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
        THEORETICAL
    }

    @Override
    public double value() {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        LayerPlan plan = machine.dataflow().plan(layer(machine.precision().weightBits()), machine.machine());
        double cycles = quantity == Quantity.ACTUAL
                ? plan.computeCycles()
                : (double) (plan.computeSlots().useful() + plan.computeSlots().index())
                        / machine.machine().multipliers();
        return cycles / machine.clockMhz();
    }

    private LayerWorkload layer(int weightBits) {
        var layer = new Layer("connected", LayerShape.fullyConnected(1, inputs, outputs));
        var network = new Network("connected", "One layer", "none", List.of(layer), List.of(), "none");
        var sparsity = Sparsity.of(
                SparsityKind.BERNOULLI,
                Json.createValue(weightDensity),
                Optional.of(Json.createValue(activationDensity)));
        return GeneratedWorkload.of(network, sparsity, weightBits, 1).layers().get(0);
    }
}
