package archsim.compression.projection;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The scale of a layer's ternary weights as a function of their threshold, if the weights are Gaussian: the mean magnitude
 * of those beyond it, in closed form, so that the threshold can learn by gradients.
 *
 * <p>Source: Z. He, D. Fan, "Simultaneously optimizing weight and quantizer of ternary neural network using truncated
 * Gaussian approximation", arXiv 1810.01018, 2018, of which the abstract was read; X. Ma et al., TNNLS 2022, section VI,
 * use it where weights become zero. The formulas of both tails were worked out here.
 */
public final class TruncatedGaussian {

    /** Standard deviations that a threshold has at most: 0.27 % of Gaussian weights lie further out. */
    private static final double MOST_DEVIATIONS = 3;

    /** Of the mean, the deviation of weights that are all equal. */
    private static final double LEAST_DEVIATION = 1e-6;

    private final double mean;
    private final double deviation;
    private final NormalDistribution weights;

    /** @param deviation above 0 */
    public TruncatedGaussian(double mean, double deviation) {
        this.mean = mean;
        this.deviation = deviation;
        this.weights = new NormalDistribution(null, mean, deviation);
    }

    /** Of the entries {@code from} up to but without {@code to} that are not 0: pruned weights do not count. */
    public static TruncatedGaussian fit(float[] values, int from, int to) {
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            count += values[i] == 0 ? 0 : 1;
            sum += values[i];
            squares += (double) values[i] * values[i];
        }
        double mean = sum / Math.max(1, count);
        double variance = squares / Math.max(1, count) - mean * mean;
        double least = LEAST_DEVIATION * Math.max(Math.abs(mean), LEAST_DEVIATION);
        return new TruncatedGaussian(mean, Math.sqrt(Math.max(variance, least * least)));
    }

    /** The nearest threshold that is allowed: 0 to three standard deviations. */
    public double bounded(double threshold) {
        return Math.max(0, Math.min(MOST_DEVIATIONS * deviation, threshold));
    }

    /** {@code E(|w| : |w| > threshold)}. */
    public double scale(double threshold) {
        double upper = 1 - weights.cumulativeProbability(threshold);
        double lower = weights.cumulativeProbability(-threshold);
        double magnitudes = mean * (upper - lower) + deviation * deviation * densities(threshold);
        return magnitudes / (upper + lower);
    }

    /** The derivative of {@link #scale} by the threshold: never negative. */
    public double slope(double threshold) {
        double beyond = 1 - weights.cumulativeProbability(threshold) + weights.cumulativeProbability(-threshold);
        return densities(threshold) * (scale(threshold) - threshold) / beyond;
    }

    private double densities(double threshold) {
        return weights.density(threshold) + weights.density(-threshold);
    }
}
