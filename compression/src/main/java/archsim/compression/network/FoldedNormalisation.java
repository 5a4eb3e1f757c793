package archsim.compression.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a layer's biases and the normalisation that follows come to together: each filter's sum of products times a scale
 * plus an addend.
 *
 * <p>The scale is {@code gamma / sqrt(variance + epsilon)} of the running variance, the addend {@code beta + scale (bias -
 * mean)}.
 */
public final class FoldedNormalisation {

    private final float[] biases;
    private final Optional<float[]> scales;
    private final float[] addends;

    /** @param parameters of all of {@code architecture}, of which those of {@code layer} and its normalisation are read */
    public FoldedNormalisation(NetworkModel architecture, int layer, float[] parameters) {
        int from = architecture.biasOffset(layer);
        this.biases = Arrays.copyOfRange(
                parameters, from, from + architecture.layer(layer).filters());
        OptionalInt place = architecture.normOf(layer);
        if (place.isPresent()) {
            int norm = architecture.offset(place.getAsInt());
            double[] scales = scales(parameters, norm);
            this.scales = Optional.of(rounded(scales));
            this.addends = addends(parameters, norm, scales);
        } else {
            this.scales = Optional.empty();
            this.addends = biases;
        }
    }

    private double[] scales(float[] parameters, int norm) {
        double[] scales = new double[biases.length];
        for (int i = 0; i < scales.length; i++) {
            double deviation = Math.sqrt(parameters[norm + 3 * scales.length + i] + Node.BatchNorm.EPSILON);
            scales[i] = parameters[norm + i] / deviation;
        }
        return scales;
    }

    private float[] addends(float[] parameters, int norm, double[] scales) {
        float[] addends = new float[biases.length];
        for (int i = 0; i < addends.length; i++) {
            double centred = biases[i] - (double) parameters[norm + 2 * addends.length + i];
            addends[i] = (float) (parameters[norm + addends.length + i] + scales[i] * centred);
        }
        return addends;
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /** What each filter's sum is multiplied by; empty if no normalisation follows. */
    public Optional<float[]> scales() {
        return scales.map(float[]::clone);
    }

    /** What each filter adds to its sum once it is scaled: its bias if no normalisation follows. */
    public float[] addends() {
        return addends.clone();
    }
}
