package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientTest {

    private static final int BATCH = 8;

    /** Central differences of the loss, parameter by parameter, on the whole and on a compacted network. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.6})
    void backPropagationAgreesWithFiniteDifferences(double density) {
        boolean[] mask = Nets.mask(Nets.SMALL.parameters(), density, 5);
        var network = CompactNetwork.of(Nets.SMALL, LiveChannels.of(Nets.SMALL, mask));
        Samples samples = Nets.samples(BATCH, 4);
        float[] parameters = Nets.parameters(network.parameters(), 6);
        float[] ones = new float[parameters.length];
        Arrays.fill(ones, 1f);
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, BATCH, 2, team)) {
            var frozen = new TrainState(
                    parameters, new float[ones.length], new float[ones.length], new float[ones.length], 0);
            trainer.trainEpoch(samples, new EpochOrder(1, BATCH, 0), frozen, Penalty.NONE, done -> 0);
            float[] gradient = trainer.gradient();
            for (int i = 0; i < parameters.length; i++) {
                assertThat((double) gradient[i])
                        .as("parameter %d", i)
                        .isCloseTo(slope(trainer, samples, parameters, i), within(2e-3));
            }
        }
    }

    private static double slope(Trainer trainer, Samples samples, float[] parameters, int index) {
        float step = 1e-3f;
        float[] moved = parameters.clone();
        moved[index] = parameters[index] + step;
        double above = trainer.evaluate(samples, moved).loss();
        double width = moved[index];
        moved[index] = parameters[index] - step;
        width -= moved[index];
        return (above - trainer.evaluate(samples, moved).loss()) / width;
    }
}
