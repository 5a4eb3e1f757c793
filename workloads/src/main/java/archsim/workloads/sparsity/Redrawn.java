package archsim.workloads.sparsity;

import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Draws masks of a workload again: as many elements of each layer's, each set of that size alike.
 *
 * <p>What masks have beside their densities is lost with it: which filters and channels hold many weights, and which weights
 * meet which inputs; a structured layer becomes a non-structured one. A matrix of activations, as in attention, counts as an
 * input.
 *
 * @param weights whether masks of weights are drawn
 * @param inputs whether masks of inputs are drawn
 * @param seed layers draw independently of each other, by their names
 */
public record Redrawn(boolean weights, boolean inputs, long seed) {

    /** {@code real} with drawn masks in the place of its own. */
    public Workload of(Workload real) {
        return new Workload(
                real.name(),
                real.origin(),
                real.sha256(),
                real.layers().stream().map(this::of).toList(),
                OptionalDouble.empty());
    }

    private LayerWorkload of(LayerWorkload layer) {
        boolean drawn = layer.layer().hasParameters() ? weights : inputs;
        Mask kept = drawn ? again(layer.weights(), layer, "weights") : layer.weights();
        return new LayerWorkload(
                layer.layer(),
                kept,
                inputs ? again(layer.inputs(), layer, "inputs") : layer.inputs(),
                layer.weightBits(),
                layer.rounded(),
                drawn && layer.scheme() != Scheme.DENSE ? Scheme.NON_STRUCTURED : layer.scheme(),
                layer.inputOrigin(),
                layer.outputDensity(),
                layer.quantisation(),
                layer.cacheBits(),
                drawn ? Optional.empty() : layer.pattern());
    }

    private Mask again(Mask mask, LayerWorkload layer, String use) {
        return Selection.of(seed, layer.layer().name(), use).draw(mask.size(), mask.count());
    }
}
