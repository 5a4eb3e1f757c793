package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One layer as a machine sees it: which weights and which inputs are non-zero, and how wide they are.
 *
 * @param layer name and shape
 * @param weights present weights, {@code [k][c/groups][r][s]}
 * @param inputs present inputs, {@code [n][c][h][w]}
 * @param weightBits stored width of a weight
 * @param scheme regularity of the weight mask
 * @param outputDensity share of the outputs that is not zero, 0 to 1, where it is known
 * @param quantisation scales and zero points beside the weights, where they were read from such a file
 */
public record LayerWorkload(
        Layer layer,
        Mask weights,
        Mask inputs,
        int weightBits,
        Scheme scheme,
        OptionalDouble outputDensity,
        Optional<Quantisation> quantisation) {

    public LayerWorkload {
        LayerShape shape = layer.shape();
        if (weights.size() != shape.weights()) {
            throw new IllegalArgumentException(
                    RootLocale.format("%s needs %d weights, was %d", layer.name(), shape.weights(), weights.size()));
        }
        if (inputs.size() != shape.inputs()) {
            throw new IllegalArgumentException(
                    RootLocale.format("%s needs %d inputs, was %d", layer.name(), shape.inputs(), inputs.size()));
        }
        if (weightBits < 1 || weightBits > 32) {
            throw new IllegalArgumentException("weightBits must be 1 to 32, was " + weightBits);
        }
        if (outputDensity.isPresent() && !(outputDensity.getAsDouble() >= 0 && outputDensity.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("outputDensity must be 0 to 1, was " + outputDensity.getAsDouble());
        }
    }

    /** A layer whose outputs nobody has counted. */
    public LayerWorkload(Layer layer, Mask weights, Mask inputs, int weightBits, Scheme scheme) {
        this(layer, weights, inputs, weightBits, scheme, OptionalDouble.empty());
    }

    /** A layer whose weights have nothing beside them. */
    public LayerWorkload(
            Layer layer, Mask weights, Mask inputs, int weightBits, Scheme scheme, OptionalDouble outputDensity) {
        this(layer, weights, inputs, weightBits, scheme, outputDensity, Optional.empty());
    }

    /** The same layer with outputs of which a share of {@code density} is not zero. */
    public LayerWorkload withOutputDensity(double density) {
        return new LayerWorkload(layer, weights, inputs, weightBits, scheme, OptionalDouble.of(density), quantisation);
    }

    /** Loop bounds of the layer before pruning. */
    public LayerShape shape() {
        return layer.shape();
    }
}
