package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.InputScaling;
import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.dataset.ImageSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ships for ResNet-20 from trained weights: epochs, and what a mapping leaves of its 19 convolutions of 267,696 weights. */
class ResNetRecipesTest {

    /**
     * Non-structured: an eighth of all 268,336 weights, the classifier's 640 too. conv1's 432 are left alone by the others. Columns and
     * filters: 3/4 of the first filters of a block, 1/2 of the live columns, so 432 + 3/8 * 267,264. Patterns: 4/9 of 9/16. 2:4: the half.
     */
    @ParameterizedTest
    @CsvSource({
        "dense, 4, 1, 0",
        "nonstructured, 17, 8, 0.5",
        "column-filter, 15, 2.6595, 0.0001",
        "pattern, 15, 3.9807, 0.0001",
        "2of4, 12, 1.9968, 0.0001",
        "8bit, 5, 1, 0"
    })
    void aRecipeReachesItsRateAndWhatIsLeftAnswers(String name, int epochs, double rate, double tolerance) {
        CompressionConfig config = CompressionConfigs.find("resnet20-cifar10-" + name);
        assertThat(Schedule.of(config).epochs()).isEqualTo(epochs);
        NetworkModel network = Architectures.of(Architectures.find(config.network()));
        var state = new CompressionState(network);
        System.arraycopy(network.initial(1), 0, state.parameters, 0, network.parameters());
        config.rounds()
                .forEach(round -> new PrunedSet(round, config.schemeOf(round), config.methodOrPlain()).map(state));

        LiveChannels left = LiveChannels.of(network, state.mask);
        long kept = 0;
        long all = 0;
        for (int layer = 0; layer < network.depth() - 1; layer++) {
            kept += left.kept(layer);
            all += network.layer(layer).weights();
        }
        assertThat(all).isEqualTo(267_696);
        assertThat((double) all / kept).isCloseTo(rate, within(tolerance));
        assertThat(logits(CompactNetwork.of(network, left), state.parameters)).hasSize(20);
    }

    private static float[] logits(CompactNetwork network, float[] parameters) {
        byte[] pixels = new byte[2 * 3 * 32 * 32];
        new SplittableRandom(1).nextBytes(pixels);
        var images = Samples.of(
                ImageSet.of("noise", 3, 32, 32, pixels, new byte[2]),
                InputScaling.PIXELS.mean(),
                InputScaling.PIXELS.deviation());
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 4, 2, team)) {
            return trainer.logits(images, 2, network.gather(parameters));
        }
    }
}
