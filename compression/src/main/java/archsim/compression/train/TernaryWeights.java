package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.projection.TruncatedGaussian;

/**
 * Ternary weights that a network computes with while its float weights and each layer's threshold learn: weights beyond the
 * threshold are shown as plus or minus the layer's scale, the others as 0.
 *
 * <p>The gradient by a shown weight is taken for that by the float weight behind it; a threshold learns through the scale,
 * {@link TruncatedGaussian}, whose mean and deviation count as given within a step. Thresholds move before weights, by the
 * gradient of the same batch.
 */
public final class TernaryWeights {

    private final CompactNetwork network;
    private final float[] thresholds;
    private final double thresholdRate;
    private final float[] behind;
    private final TruncatedGaussian[] fitted;

    /**
     * @param thresholds one a layer, at least 0; updated
     * @param thresholdRate learning rate of thresholds over that of weights
     */
    public TernaryWeights(CompactNetwork network, float[] thresholds, double thresholdRate) {
        this.network = network;
        this.thresholds = thresholds;
        this.thresholdRate = thresholdRate;
        this.behind = new float[network.parameters()];
        this.fitted = new TruncatedGaussian[thresholds.length];
    }

    /** Puts the ternary weights in the place of the float ones, which are kept; other parameters stay. */
    public void show(float[] parameters) {
        System.arraycopy(parameters, 0, behind, 0, behind.length);
        for (int number = 0; number < thresholds.length; number++) {
            CompactLayer layer = network.layers().get(number);
            fitted[number] = TruncatedGaussian.fit(parameters, layer.weightOffset(), layer.biasOffset());
            float scale = (float) fitted[number].scale(thresholds[number]);
            for (int i = layer.weightOffset(); i < layer.biasOffset(); i++) {
                parameters[i] = scale * sign(parameters[i], thresholds[number]);
            }
        }
    }

    /** Puts the float weights back. */
    void hide(float[] parameters) {
        for (CompactLayer layer : network.layers()) {
            System.arraycopy(behind, layer.weightOffset(), parameters, layer.weightOffset(), layer.weights());
        }
    }

    /** Moves the thresholds by the gradient that the weights got when they were last shown. */
    void learn(float[] gradient, double learningRate) {
        for (int number = 0; number < thresholds.length; number++) {
            CompactLayer layer = network.layers().get(number);
            float threshold = thresholds[number];
            double byScale = 0;
            for (int i = layer.weightOffset(); i < layer.biasOffset(); i++) {
                byScale += gradient[i] * sign(behind[i], threshold);
            }
            double byThreshold = byScale * fitted[number].slope(threshold);
            thresholds[number] = (float) fitted[number].bounded(threshold - learningRate * thresholdRate * byThreshold);
        }
    }

    private static int sign(float weight, float threshold) {
        return weight > threshold ? 1 : weight < -threshold ? -1 : 0;
    }
}
