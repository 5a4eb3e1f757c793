package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks that ship take steps down the loss of a batch, the large ones with two images. */
class TrainingStepTest {

    private static double[] losses(NetworkModel architecture, int batch, int steps, double rate) {
        var random = new SplittableRandom(1);
        byte[] pixels = new byte[batch * architecture.inputs()];
        byte[] labels = new byte[batch];
        random.nextBytes(pixels);
        for (int i = 0; i < batch; i++) {
            labels[i] = (byte) (i % architecture.classes());
        }
        Samples samples = Samples.of(pixels, labels, architecture.input());
        float[] parameters = architecture.initial(1);
        float[] ones = new float[parameters.length];
        Arrays.fill(ones, 1f);
        double[] losses = new double[steps];
        try (var team = new ThreadTeam(2);
                var trainer = new Trainer(CompactNetwork.whole(architecture), batch, 2, team)) {
            var state = new TrainState(
                    new MomentumDescent(0), parameters, new float[parameters.length], new float[0], ones, 0);
            for (int i = 0; i < steps; i++) {
                losses[i] = trainer.trainEpoch(samples, new EpochOrder(1, batch, 0), state, Penalty.NONE, done -> rate)
                        .loss();
            }
        }
        return losses;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "vgg-small-cifar10", "resnet8-cifar10", "mobilenetv2-small-cifar10"})
    void smallNetworksLearnABatch(String name) {
        double[] losses = losses(Architectures.named(name), 16, 12, 0.05);
        assertThat(losses[11]).isLessThan(0.9 * losses[0]);
    }

    /** Some 10 million parameters each but for MobileNet-V2's 2 million. */
    @ParameterizedTest
    @ValueSource(strings = {"vgg16-cifar10", "resnet18-cifar10", "mobilenetv2-cifar10"})
    void aStepOfAFullNetworkLowersItsLoss(String name) {
        double[] losses = losses(Architectures.named(name), 2, 2, 1e-3);
        assertThat(losses[1]).isLessThan(losses[0]).isFinite();
    }
}
