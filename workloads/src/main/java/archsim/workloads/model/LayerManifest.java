package archsim.workloads.model;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.workloads.Quantisation;
import java.util.Optional;

/**
 * What a model says of one layer.
 *
 * @param name of the layer in its network
 * @param bits stored width of a weight; 32 for floats. A tensor of floats with fewer bits holds what codes of groups stand for
 * @param scale value of one level step, rounded to a {@code float}; 1 for floats
 * @param keptWeights weights that are not zero
 * @param weights weights of the dense layer; 0 for a product of activations
 * @param quantisation what lay beside the codes in the file that the weights were read from: they are floats then
 */
public record LayerManifest(
        String name,
        @Range(min = 1, max = 32) int bits,
        double scale,
        @Range(min = 0) long keptWeights,
        @Range(min = 0) long weights,
        Optional<Quantisation> quantisation) {

    public LayerManifest {
        if (bits > 16 && bits != 32) {
            throw new IllegalArgumentException("bits must be 1 to 16 for levels or 32 for floats, was " + bits);
        }
        float rounded = (float) scale;
        scale = rounded;
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be positive and fit a 32-bit float, was " + scale);
        }
        if ((bits == 32 || quantisation.isPresent()) && scale != 1) {
            throw new IllegalArgumentException("scale must be 1 for floats, was " + scale);
        }
        if (keptWeights > weights) {
            throw new IllegalArgumentException(
                    RootLocale.format("keptWeights must be at most weights, was %d of %d", keptWeights, weights));
        }
    }

    /** Whether the weights are floats and not levels. */
    boolean isFloat() {
        return bits == 32 || quantisation.isPresent();
    }
}
