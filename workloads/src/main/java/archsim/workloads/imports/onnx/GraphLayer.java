package archsim.workloads.imports.onnx;

import archsim.workloads.Layer;
import archsim.workloads.model.ElementType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A layer that a node of a graph makes.
 *
 * @param layer loop bounds
 * @param node that makes it
 * @param weights as the layer orders them; absent for a product of activations
 * @param bias one number a filter, if it is known
 */
public record GraphLayer(Layer layer, String node, Optional<Weights> weights, Optional<Supplier<float[]>> bias) {

    /**
     * The values of a layer's weights.
     *
     * @param tensor name of the stored tensor
     * @param values in the layer's order; throws an {@link IllegalArgumentException} that says which are faulty
     * @param type that they were stored as
     * @param scales of each filter, where the values are integers; empty where they are values as they are
     * @param codes that the values were stored as, where their width is not that of {@code type}
     */
    public record Weights(
            String tensor, Supplier<float[]> values, ElementType type, List<Float> scales, Optional<Codes> codes) {

        public Weights {
            scales = List.copyOf(scales);
        }
    }
}
