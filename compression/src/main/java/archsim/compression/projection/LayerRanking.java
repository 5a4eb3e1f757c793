package archsim.compression.projection;

import archsim.base.RootLocale;
import java.util.Arrays;

/**
 * Scores that make the weights of different layers comparable: LAMP, the layer-adaptive magnitude.
 *
 * <p>A weight's score is its squared magnitude over the sum of the squares of all weights of its layer that are not
 * smaller, itself included: pruning by it keeps what costs a layer least of what is left of it. The largest weight of
 * each layer scores 1. Of equal magnitudes the one with the lower index counts as the larger.
 *
 * <p>Source: J. Lee et al., "Layer-adaptive Sparsity for the Magnitude-based Pruning", ICLR 2021.
 */
public final class LayerRanking {

    private static final long INDEX_BITS = 0xFFFF_FFFFL;

    private LayerRanking() {}

    /**
     * Scores of the weights of one layer, each 0 to 1 and 0 for a zero.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public static double[] scores(float[] values) {
        long[] ascending = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("value %d must be finite, was %s", i, values[i]));
            }
            ascending[i] = (long) Float.floatToIntBits(Math.abs(values[i])) << 32 | INDEX_BITS - i;
        }
        Arrays.sort(ascending);
        double[] scores = new double[values.length];
        double sum = 0;
        for (int i = ascending.length - 1; i >= 0; i--) {
            int index = (int) (INDEX_BITS - (ascending[i] & INDEX_BITS));
            double square = (double) values[index] * values[index];
            sum += square;
            scores[index] = sum > 0 ? square / sum : 0;
        }
        return scores;
    }
}
