package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.compression.Compression;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.InputScaling;
import archsim.compression.config.LayerRates;
import archsim.compression.config.Round;
import archsim.compression.network.Architectures;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships for CIFAR-10: epochs, what a mapping leaves of the convolutions, and that a run goes through. */
class CifarRecipesTest {

    private static final DataSet NOISE = new DataSet("noise", noise(128), noise(64));

    private static ImageSet noise(int images) {
        byte[] pixels = new byte[images * 3 * 32 * 32];
        byte[] labels = new byte[images];
        new SplittableRandom(images).nextBytes(pixels);
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) (i % 10);
        }
        return ImageSet.of("noise", 3, 32, 32, pixels, labels);
    }

    /**
     * ResNet-20, non-structured: an eighth of all 268,336 weights, the classifier's 640 too. conv1's 432 are left alone by the others.
     * Columns and filters: 3/4 of the first filters of a block, 1/2 of the live columns, so 432 + 3/8 * 267,264. Patterns: 4/9 of 9/16.
     * 2:4: the half.
     *
     * <p>Small VGG, non-structured: 432 + 3,686 + 4,608 + 7,373 + 11,629. Columns and filters: 24 * 27 + 48 * 108 + 48 * 162 + 96 * 180
     * + 96 * 256, less a few filters that no column left by random weights reads. MobileNet-V2, non-structured: 4,032 of conv1 and the depthwise layers, and 8,383 of the others. Columns and filters:
     * by block 832, 1,176, 2,052, 2,340, 3,504, 1,968 + 48 * 60, and 64 * 60 of conv_last.
     *
     * <p>VGG-16 at a quarter of its width, non-structured: 49,294. Columns and filters: 16,560 of conv1 to conv4, which stay whole, then
     * 56 * 216 + 48 * 380 + 48 * 324 + 72 * 300 + 64 * 400 + 56 * 360 + 48 * 300 + 48 * 260 + 64 * 260.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet20-cifar10-dense, 4, 267696, 1, 0",
        "resnet20-cifar10-nonstructured, 17, 267696, 8, 0.5",
        "resnet20-cifar10-column-filter, 15, 267696, 2.6595, 0.0001",
        "resnet20-cifar10-pattern, 15, 267696, 3.9807, 0.0001",
        "resnet20-cifar10-2of4, 12, 267696, 1.9968, 0.0001",
        "resnet20-cifar10-8bit, 5, 267696, 1, 0",
        "vgg-small-cifar10-dense, 24, 277344, 1, 0",
        "vgg-small-cifar10-nonstructured, 50, 277344, 10.0023, 0.0001",
        "vgg-small-cifar10-column-filter, 50, 277344, 5.0004, 0.06",
        "mobilenetv2-small-cifar10-dense, 24, 37248, 1, 0",
        "mobilenetv2-small-cifar10-8bit, 25, 37248, 1, 0",
        "mobilenetv2-small-cifar10-nonstructured, 50, 37248, 3.0002, 0.0001",
        "mobilenetv2-small-cifar10-column-filter, 50, 37248, 2.0034, 0.0001",
        "vgg16-quarter-cifar10-dense, 20, 919728, 1, 0",
        "vgg16-quarter-cifar10-8bit, 21, 919728, 1, 0",
        "vgg16-quarter-cifar10-nonstructured, 44, 919728, 18.6580, 0.0001",
        "vgg16-quarter-cifar10-column-filter, 40, 919728, 5.3063, 0.0001"
    })
    void aRecipeReachesItsRateAndWhatIsLeftAnswers(
            String name, int epochs, long weights, double rate, double tolerance) {
        CompressionConfig config = CompressionConfigs.find(name);
        assertThat(Schedule.of(config).epochs()).isEqualTo(epochs);
        NetworkModel network = Architectures.of(Architectures.find(config.network()));
        config = LayerRates.counted(config, network);
        var state = new CompressionState(network);
        System.arraycopy(network.initial(1), 0, state.parameters, 0, network.parameters());
        for (Round round : config.rounds()) {
            new PrunedSet(round, config.schemeOf(round), config.methodOrPlain()).map(state);
        }

        LiveChannels left = LiveChannels.of(network, state.mask);
        long kept = 0;
        long all = 0;
        for (int layer = 0; layer < network.depth() - 1; layer++) {
            kept += left.kept(layer);
            all += network.layer(layer).weights();
        }
        assertThat(all).isEqualTo(weights);
        assertThat((double) all / kept).isCloseTo(rate, within(tolerance));
        assertThat(logits(CompactNetwork.of(network, left), state.parameters)).hasSize(20);
    }

    /** One epoch of each kind, on 128 images of noise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vgg-small-cifar10-nonstructured",
                "vgg-small-cifar10-column-filter",
                "mobilenetv2-small-cifar10-nonstructured",
                "mobilenetv2-small-cifar10-column-filter",
                "vgg16-quarter-cifar10-nonstructured",
                "vgg16-quarter-cifar10-column-filter"
            })
    void aRecipeGoesThrough(String name, @TempDir Path folder) throws IOException {
        String text = StrictJson.write(CompressionConfigs.find(name))
                .replaceAll("\"(epochs|iterations|epochsPerIteration)\"(\\s*):\\s*[1-9]\\d*", "\"$1\": 1")
                .replaceAll("\"shiftPixels\"(\\s*):\\s*4", "\"shiftPixels\"$1: 1")
                .replaceAll("\"validationImages\"(\\s*):\\s*5000", "\"validationImages\": 64");
        CompressionConfig config = CompressionConfigs.parse("smoke.json", text);
        var request = new CompressionRequest(config, NOISE, folder, false, 2, "test");
        assertThat(Compression.run(request, report -> {}).manifest().layers()).allMatch(layer -> layer.bits() == 4);
        assertThat(Files.readString(folder.resolve("history.csv")).lines())
                .hasSize(1 + Schedule.of(config).epochs());
    }

    private static float[] logits(CompactNetwork network, float[] parameters) {
        var images = Samples.of(noise(2), InputScaling.PIXELS.mean(), InputScaling.PIXELS.deviation());
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 4, 2, team)) {
            return trainer.logits(images, 2, network.gather(parameters));
        }
    }
}
