package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Variation;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One step of each of a recipe's means, by hand. */
class RecipeStepTest {

    private static final NetworkModel NET = Nets.SMALL;

    private static float[] stepped(double decoupledDecay) {
        float[] parameters = Nets.parameters(NET.parameters(), 9);
        float[] trainable = new float[parameters.length];
        Arrays.fill(trainable, 1f);
        trainable[0] = 0;
        try (var team = new ThreadTeam(2);
                var trainer = new Trainer(CompactNetwork.whole(NET), 16, 2, team)) {
            var state = new TrainState(
                    new MomentumDescent(0), parameters, new float[parameters.length], new float[0], trainable, 0);
            trainer.trainEpoch(
                    Nets.samples(16, 3),
                    new EpochOrder(1, 16, 0),
                    state,
                    new Objective(0, 0, decoupledDecay, Optional.empty()),
                    Penalty.NONE,
                    done -> 0.1);
        }
        return parameters;
    }

    /** A rate of 0.1 and a decay of 0.5 take 5 % of a weight beside the plain step; of biases and pruned ones nothing. */
    @Test
    void decoupledDecayShrinksWeightsBesideTheStep() {
        float[] plain = stepped(0);
        float[] decayed = stepped(0.5);
        float[] before = Nets.parameters(NET.parameters(), 9);
        assertThat(decayed[0]).isEqualTo(plain[0]);
        for (int layer = 0; layer < NET.depth(); layer++) {
            int bias = NET.biasOffset(layer);
            for (int i = Math.max(1, NET.weightOffset(layer)); i < bias; i++) {
                assertThat(decayed[i]).isCloseTo(plain[i] - 0.05f * before[i], within(1e-6f));
            }
            assertThat(decayed[bias]).isEqualTo(plain[bias]);
        }
    }

    private static Samples white(int side) {
        byte[] pixels = new byte[side * side];
        Arrays.fill(pixels, (byte) 255);
        return Samples.of(pixels, new byte[1], side, side);
    }

    /** A square of 2 in an image of 1: it covers the pixel wherever its middle, which is that pixel, lies. */
    @Test
    void aHoleIsCutWhereverItsMiddleIs() {
        float[] block = new float[] {5, 5};
        new EpochOrder(1, 1, new Variation(0, false, 2, 0)).write(white(1), 0, block, 1, 2);
        assertThat(block).containsExactly(5, 0);
    }

    /** Of 5 x 5 pixels a square of 3 leaves 16, or more where it reaches out: never fewer than 2 x 2 are cut. */
    @Test
    void aHoleReachesOutOfTheImage() {
        int most = 0;
        int least = 25;
        for (int seed = 0; seed < 40; seed++) {
            float[] block = new float[25];
            new EpochOrder(seed, 1, new Variation(0, false, 3, 0)).write(white(5), 0, block, 0, 1);
            int cut = 0;
            for (float value : block) {
                cut += value == 0 ? 1 : 0;
            }
            most = Math.max(most, cut);
            least = Math.min(least, cut);
        }
        assertThat(most).isEqualTo(9);
        assertThat(least).isEqualTo(4);
    }

    @Test
    void imagesAreMixedWithTheNextOne() {
        Samples samples = Nets.samples(2, 3);
        var order = new EpochOrder(1, 2, 0);
        float[][] pure = new float[2][100];
        for (int place = 0; place < 2; place++) {
            order.write(samples, place, pure[place], 0, 1);
        }
        var slices = new Slices(CompactNetwork.whole(NET), 2, 1);
        SliceNetwork slice = slices.get(0);
        slice.load(1, samples, order, 0, 1, 0.75f);
        for (int pixel = 0; pixel < 100; pixel++) {
            assertThat(slice.inputOf(0)[2 * pixel + 1])
                    .isCloseTo(0.75f * pure[0][pixel] + 0.25f * pure[1][pixel], within(1e-6f));
        }
        slices.close();
    }

    /** Both classes have a probability of 1/2 and should have 3/4 and 1/4: a loss of ln 2, and gradients of -1/4 and 1/4. */
    @Test
    void labelsAreMixedLikeTheirImages() {
        var loss = new SoftmaxLoss(2, 1);
        float[] gradient = new float[2];
        var targets = new SoftmaxLoss.Targets(new int[] {0}, new int[] {1}, 0.75f);
        loss.train(new float[2], targets, Objective.PLAIN, new float[0], gradient, 1);
        assertThat(loss.loss()).isCloseTo(Math.log(2), within(1e-9));
        assertThat(gradient).containsExactly(-0.25f, 0.25f);
    }

    /** Beta(1, 1) is uniform: its mean over 400 batches lies within four standard errors, 0.058, of 1/2. */
    @Test
    void everyBatchDrawsItsShare() {
        var order = new EpochOrder(7, 1, new Variation(0, false, 0, 1));
        double sum = 0;
        for (int batch = 0; batch < 400; batch++) {
            assertThat(order.mixShare(batch)).isBetween(0.0, 1.0);
            sum += order.mixShare(batch);
        }
        assertThat(sum / 400).isCloseTo(0.5, within(0.058));
        assertThat(new EpochOrder(7, 1, 0).mixShare(3)).isEqualTo(1);
    }
}
