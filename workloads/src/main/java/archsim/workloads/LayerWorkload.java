package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One layer as a machine sees it: which weights and which inputs are non-zero, and how wide they are.
 *
 * @param layer name and shape
 * @param weights present weights, {@code [k][c/groups][r][s]}
 * @param inputs present inputs, {@code [n][c][h][w]}
 * @param weightBits stored width of a weight
 * @param rounded whether the model has floats, which are taken to be rounded to {@code weightBits}
 * @param scheme regularity of the weight mask
 * @param inputOrigin where the zeros of {@code inputs} come from
 * @param outputDensity share of the outputs that is not zero, 0 to 1, where it is known; outputs that nobody has counted are
 *     written like outputs without zeros
 * @param quantisation scales and zero points beside the weights, where they were read from such a file
 * @param cacheBits width of outputs that are kept as keys and values; empty if they are activations
 * @param pattern that weights of scheme {@code block} were pruned to
 */
public record LayerWorkload(
        Layer layer,
        Mask weights,
        Mask inputs,
        int weightBits,
        boolean rounded,
        Scheme scheme,
        InputOrigin inputOrigin,
        OptionalDouble outputDensity,
        Optional<Quantisation> quantisation,
        OptionalInt cacheBits,
        Optional<BlockPattern> pattern) {

    private static final int FLOAT_BITS = 32;

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

    /** A layer whose outputs are activations. */
    public LayerWorkload(
            Layer layer,
            Mask weights,
            Mask inputs,
            int weightBits,
            boolean rounded,
            Scheme scheme,
            InputOrigin inputOrigin,
            OptionalDouble outputDensity,
            Optional<Quantisation> quantisation) {
        this(
                layer,
                weights,
                inputs,
                weightBits,
                rounded,
                scheme,
                inputOrigin,
                outputDensity,
                quantisation,
                OptionalInt.empty(),
                Optional.empty());
    }

    /** A layer of inputs as stated, whose outputs nobody has counted. */
    public LayerWorkload(Layer layer, Mask weights, Mask inputs, int weightBits, Scheme scheme) {
        this(layer, weights, new InputChoice.Inputs(inputs, InputOrigin.STATED), weightBits, scheme);
    }

    /** A layer whose outputs nobody has counted. */
    public LayerWorkload(Layer layer, Mask weights, InputChoice.Inputs inputs, int weightBits, Scheme scheme) {
        this(layer, weights, inputs, weightBits, scheme, Optional.empty());
    }

    /** A layer whose outputs nobody has counted, with what lies beside its weights. */
    public LayerWorkload(
            Layer layer,
            Mask weights,
            InputChoice.Inputs inputs,
            int weightBits,
            Scheme scheme,
            Optional<Quantisation> quantisation) {
        this(
                layer,
                weights,
                inputs.mask(),
                weightBits,
                false,
                scheme,
                inputs.origin(),
                OptionalDouble.empty(),
                quantisation);
    }

    /** The same layer with outputs of which a share of {@code density} is not zero. */
    public LayerWorkload withOutputDensity(double density) {
        return new LayerWorkload(
                layer,
                weights,
                inputs,
                weightBits,
                rounded,
                scheme,
                inputOrigin,
                OptionalDouble.of(density),
                quantisation,
                cacheBits,
                pattern);
    }

    /** The same layer, its weights stored and run as those of {@code other}. */
    public LayerWorkload withScheme(Scheme other) {
        return new LayerWorkload(
                layer,
                weights,
                inputs,
                weightBits,
                rounded,
                other,
                inputOrigin,
                outputDensity,
                quantisation,
                cacheBits,
                pattern);
    }

    /** The same layer with weights that were pruned to {@code kept}. */
    public LayerWorkload withPattern(Optional<BlockPattern> kept) {
        return new LayerWorkload(
                layer,
                weights,
                inputs,
                weightBits,
                rounded,
                scheme,
                inputOrigin,
                outputDensity,
                quantisation,
                cacheBits,
                kept);
    }

    /** The same layer with {@code other} beside its weights. */
    public LayerWorkload withQuantisation(Quantisation other) {
        return new LayerWorkload(
                layer,
                weights,
                inputs,
                weightBits,
                rounded,
                scheme,
                inputOrigin,
                outputDensity,
                Optional.of(other),
                cacheBits,
                pattern);
    }

    /** The same layer under the name of {@code other}, its outputs kept as keys and values of {@code bits} if given. */
    public LayerWorkload as(Layer other, OptionalInt bits) {
        return new LayerWorkload(
                other,
                weights,
                inputs,
                weightBits,
                rounded,
                scheme,
                inputOrigin,
                outputDensity,
                quantisation,
                bits,
                pattern);
    }

    /** The same layer; if its weights are floats, then stored as levels of {@code bits}. */
    LayerWorkload withFloatsRounded(int bits) {
        return weightBits == FLOAT_BITS && bits < FLOAT_BITS
                ? new LayerWorkload(
                        layer,
                        weights,
                        inputs,
                        bits,
                        true,
                        scheme,
                        inputOrigin,
                        outputDensity,
                        quantisation,
                        cacheBits,
                        pattern)
                : this;
    }

    /** Bits of scales, zero points and indices of groups beside the weights. */
    public long scaleBits() {
        return quantisation
                .map(found -> found.scaleBits() + found.zeroPointBits())
                .orElse(0L);
    }

    /** Loop bounds of the layer before pruning. */
    public LayerShape shape() {
        return layer.shape();
    }
}
