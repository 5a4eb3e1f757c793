package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private final Samples samples = Nets.samples(70, 3);

    private float[] trained(int threads, float[] trainable, Penalty penalty) {
        var network = CompactNetwork.whole(Nets.SMALL);
        float[] parameters = Nets.parameters(network.parameters(), 9);
        try (var team = new ThreadTeam(threads);
                var trainer = new Trainer(network, 16, 2, team)) {
            var state = new TrainState(
                    parameters, new float[parameters.length], new float[parameters.length], trainable, 0);
            for (int epoch = 0; epoch < 3; epoch++) {
                trainer.trainEpoch(samples, new EpochOrder(epoch, 70, 1), state, penalty, done -> 1e-2);
            }
        }
        return parameters;
    }

    private static float[] filled(float value) {
        float[] array = new float[Nets.SMALL.parameters()];
        Arrays.fill(array, value);
        return array;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theNumberOfThreadsDoesNotChangeABit(int threads) {
        assertThat(trained(threads, filled(1), Penalty.NONE)).isEqualTo(trained(1, filled(1), Penalty.NONE));
    }

    @Test
    void parametersThatMayNotMoveDoNot() {
        float[] trainable = filled(1);
        Arrays.fill(trainable, 10, 20, 0f);
        float[] before = Nets.parameters(Nets.SMALL.parameters(), 9);
        float[] after = trained(1, trainable, new Penalty(filled(0.5f), filled(3)));
        assertThat(Arrays.copyOfRange(after, 10, 20)).isEqualTo(Arrays.copyOfRange(before, 10, 20));
        assertThat(after[20]).isNotEqualTo(before[20]);
    }

    /** A pull far stronger than the loss brings every parameter to its anchor. */
    @Test
    void thePenaltyPullsTowardsItsAnchor() {
        float[] free = trained(1, filled(1), Penalty.NONE);
        float[] pulled = trained(1, filled(1), new Penalty(filled(100f), filled(2)));
        for (int i = 0; i < free.length; i++) {
            assertThat(Math.abs(pulled[i] - 2)).isLessThan(Math.abs(free[i] - 2));
        }
    }

    /** The compacted network has fewer parameters and the logits of the network with zeros in their place. */
    @ParameterizedTest
    @ValueSource(doubles = {0.45, 0.35, 0.25})
    void theCompactedNetworkGivesTheSameLogits(double density) {
        LiveChannels survivors = LiveChannels.of(Nets.SMALL, Nets.mask(Nets.SMALL.parameters(), density, 21));
        float[] parameters = Nets.parameters(Nets.SMALL.parameters(), 22);
        boolean[] mask = survivors.mask();
        for (int i = 0; i < mask.length; i++) {
            parameters[i] = mask[i] ? parameters[i] : 0f;
        }
        var compact = CompactNetwork.of(Nets.SMALL, survivors);
        assertThat(compact.parameters()).isLessThan(Nets.SMALL.parameters());
        assertThat(logits(compact, compact.gather(parameters)))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(logits(CompactNetwork.whole(Nets.SMALL), parameters));
    }

    private float[] logits(CompactNetwork network, float[] parameters) {
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 16, 2, team)) {
            return trainer.logits(samples, 8, parameters);
        }
    }

    /** 70 images in batches of 16: the 6 that are left over are counted too. */
    @Test
    void evaluationSeesEveryImageOnce() {
        float[] parameters = Nets.parameters(Nets.SMALL.parameters(), 9);
        try (var team = new ThreadTeam(2);
                var trainer = new Trainer(CompactNetwork.whole(Nets.SMALL), 16, 2, team)) {
            double correct = 0;
            for (int i = 0; i < 70; i++) {
                correct += trainer.evaluate(samples.part(i, i + 1), parameters).accuracy();
            }
            assertThat(trainer.evaluate(samples, parameters).accuracy() * 70)
                    .isCloseTo(correct, org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    /** A single bright pixel at (4, 5) moves to (5, 4). */
    @Test
    void aShiftMovesTheImage() {
        byte[] pixels = new byte[100];
        pixels[45] = (byte) 255;
        float[] block = new float[100];
        Samples.of(pixels, new byte[1], 10, 10).write(0, new Shift(1, -1, false), block, 0, 1);
        assertThat(block[54]).isEqualTo(1f);
        assertThat(block[45]).isZero();
    }
}
