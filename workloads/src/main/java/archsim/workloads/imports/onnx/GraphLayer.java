package archsim.workloads.imports.onnx;

import archsim.workloads.Layer;
import archsim.workloads.model.ElementType;
import java.util.ArrayList;
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
     * The layer with a batch normalisation behind it.
     *
     * @param factors that a filter's sums are multiplied by
     * @param shift added to a filter's outputs
     * @param mean taken from its sums first
     */
    GraphLayer normalised(float[] factors, Supplier<float[]> shift, Supplier<float[]> mean) {
        Supplier<float[]> folded = () -> {
            float[] sums = addends();
            float[] means = mean.get();
            float[] shifts = shift.get();
            for (int k = 0; k < sums.length; k++) {
                sums[k] = (sums[k] - means[k]) * factors[k] + shifts[k];
            }
            return sums;
        };
        return new GraphLayer(layer, node, weights.map(stored -> stored.times(factors)), Optional.of(folded));
    }

    /** The layer with {@code addend} added to its outputs, one number a filter. */
    GraphLayer plus(Supplier<float[]> addend) {
        Supplier<float[]> sum = () -> {
            float[] sums = addends();
            float[] added = addend.get();
            for (int k = 0; k < sums.length; k++) {
                sums[k] += added[k];
            }
            return sums;
        };
        return new GraphLayer(layer, node, weights, Optional.of(sum));
    }

    private float[] addends() {
        return bias.map(Supplier::get)
                .map(float[]::clone)
                .orElseGet(() -> new float[layer.shape().k()]);
    }

    /**
     * The values of a layer's weights.
     *
     * @param tensor name of the stored tensor
     * @param values in the layer's order; throws an {@link IllegalArgumentException} that says which are faulty
     * @param type that they were stored as
     * @param scales that a filter's sums are multiplied by; empty where the values are used as they are
     * @param codes that the values were stored as, where their width is not that of {@code type}
     */
    public record Weights(
            String tensor, Supplier<float[]> values, ElementType type, List<Float> scales, Optional<Codes> codes) {

        public Weights {
            scales = List.copyOf(scales);
        }

        /** Filters whose sums are also multiplied by {@code factors}; those of factor 0 have no weights. */
        Weights times(float[] factors) {
            var products = new ArrayList<Float>();
            for (int k = 0; k < factors.length; k++) {
                products.add(factors[k] * (scales.isEmpty() ? 1 : scales.get(k)));
            }
            Supplier<float[]> left = () -> {
                float[] all = values.get();
                int filter = all.length / factors.length;
                for (int i = 0; i < all.length; i++) {
                    all[i] = factors[i / filter] == 0 ? 0 : all[i];
                }
                return all;
            };
            return new Weights(tensor, left, type, products, codes);
        }
    }
}
