package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.projection.TruncatedGaussian;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TernaryWeightsTest {

    private static final double RATE = 1e-3;

    private final CompactNetwork network = CompactNetwork.whole(Nets.SMALL);
    private final CompactLayer layer = network.layers().get(0);
    private final float[] thresholds = new float[network.layers().size()];
    private float[] parameters;

    @BeforeEach
    void start() {
        parameters = network.gather(Nets.SMALL.initial(5));
        thresholds[0] = 0.1f;
    }

    @Test
    void whatIsShownIsTernaryAndWhatIsBehindComesBack() {
        float[] floats = parameters.clone();
        var ternary = new TernaryWeights(network, thresholds, 1);
        ternary.show(parameters);
        float scale = (float) TruncatedGaussian.fit(floats, layer.weightOffset(), layer.biasOffset())
                .scale(thresholds[0]);
        for (int i = layer.weightOffset(); i < layer.biasOffset(); i++) {
            float sign = Math.abs(floats[i]) > 0.1f ? Math.signum(floats[i]) : 0;
            assertThat(parameters[i]).isEqualTo(sign * scale);
        }
        assertThat(parameters[layer.biasOffset()]).isEqualTo(floats[layer.biasOffset()]);
        ternary.hide(parameters);
        assertThat(parameters).isEqualTo(floats);
    }

    /** Of a loss that is linear in what is shown: no weight changes sides within the step of the difference. */
    @Test
    void aThresholdMovesDownTheGradient() {
        float[] gradient = new float[parameters.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (i * 7) % 5 - 1.5f;
        }
        var gaussian = TruncatedGaussian.fit(parameters, layer.weightOffset(), layer.biasOffset());
        double difference = 0;
        for (int i = layer.weightOffset(); i < layer.biasOffset(); i++) {
            double slope = (gaussian.scale(0.1f + 1e-6) - gaussian.scale(0.1f - 1e-6)) / 2e-6;
            difference += Math.abs(parameters[i]) > 0.1f ? gradient[i] * Math.signum(parameters[i]) * slope : 0;
        }
        var ternary = new TernaryWeights(network, thresholds, 0.5);
        ternary.show(parameters);
        ternary.learn(gradient, RATE);
        assertThat(difference).isNotCloseTo(0, within(0.1));
        assertThat((double) thresholds[0]).isCloseTo(0.1 - 0.5 * RATE * difference, within(1e-7));
    }
}
