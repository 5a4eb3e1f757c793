package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All means of a recipe at once, on 8 x 8 pixels and three classes: 7 epochs. */
class RecipeTest {

    static final DataSet DATA = new DataSet("noise", noise(96, 1), noise(24, 2));

    @TempDir
    private static Path folder;

    private static CompressionConfig config;

    private static ImageSet noise(int images, long seed) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[images * 64];
        byte[] labels = new byte[images];
        random.nextBytes(pixels);
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) random.nextInt(3);
        }
        return ImageSet.of("noise", 1, 8, 8, pixels, labels);
    }

    /** Writes a network for these images and says where it lies. */
    static String network(Path folder) throws IOException {
        Path network = folder.resolve("own.json");
        Files.writeString(network, """
            {"schemaVersion": 1, "name": "own", "title": "Own", "dataset": "noise", "source": "a test",
             "layers": [
               {"type": "conv", "name": "conv1", "channels": 1, "filters": 4, "height": 8, "width": 8, "kernel": 3,
                "padding": 1, "pooling": {"window": 2, "stride": 2}},
               {"type": "conv", "name": "conv2", "channels": 4, "filters": 6, "height": 4, "width": 4, "kernel": 3,
                "padding": 1, "pooling": {"window": 4, "stride": 4}},
               {"type": "fc", "name": "fc", "inputs": 6, "outputs": 3}]}
            """);
        return network.toString().replace("\\", "/");
    }

    @BeforeAll
    static void trainWithoutInterruption() throws IOException {
        config = CompressionConfigs.parse("recipe.json", """
                    {"schemaVersion": 1, "network": "%s", "scheme": "non-structured", "seed": 3, "batchSize": 16,
                     "shiftPixels": 1, "validationImages": 16,
                     "learning": {"optimiser": "sgd", "momentum": 0.9, "nesterov": true, "decoupledDecay": 0.01,
                                  "weightDecay": 1e-4, "labelSmoothing": 0.1, "mirror": true, "cutoutPixels": 3, "mixup": 0.4,
                                  "warmUpEpochs": 1, "averaging": 0.9, "distillation": {"share": 0.3, "temperature": 2}},
                     "dense": {"epochs": 2, "learningRate": 0.05, "finalLearningRate": 1e-3},
                     "rounds": [{"layers": {"conv2": {"keep": 40}},
                       "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 2,
                                "learningRate": 0.01, "finalLearningRate": 1e-3, "layerRho": {"conv2": 2}},
                       "retraining": {"epochs": 2, "learningRate": 0.01, "finalLearningRate": 1e-3}}],
                     "quantisation": {"grid": "mid-tread", "bits": 4, "steps": [
                       {"share": 0.5, "retraining": {"epochs": 1, "learningRate": 0.01, "finalLearningRate": 1e-3}},
                       {"share": 1, "retraining": {"epochs": 0, "learningRate": 0, "finalLearningRate": 0}}]}}
                    """.formatted(network(folder)));
        run(config, "whole", false, 2, report -> {});
    }

    private static void run(CompressionConfig what, String name, boolean resume, int threads, Progress progress)
            throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        Compression.run(new CompressionRequest(what, DATA, out, resume, threads, "test"), progress);
    }

    private static void sameAsWhole(String name) {
        for (String file : new String[] {"model.safetensors", "history.csv"}) {
            assertThat(folder.resolve(name).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void anyNumberOfThreadsGivesTheSameBytes(int threads) throws IOException {
        run(config, "threads" + threads, false, threads, report -> {});
        sameAsWhole("threads" + threads);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 8", "3, 1", "5, 2", "6, 1"})
    void aRunKilledAfterAnyEpochEndsInTheSameBytes(int lastEpoch, int threads) throws IOException {
        String name = "resumed" + lastEpoch;
        Progress killed = report -> {
            if (report.epochsDone() == lastEpoch) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> run(config, name, false, 2, killed)).hasMessage("killed");
        run(config, name, true, threads, report -> {});
        sameAsWhole(name);
    }

    /** Without the averages the model is another one: they reach it. */
    @Test
    void theModelIsThatOfTheAverages() throws IOException {
        String text = archsim.base.json.StrictJson.write(config).replaceFirst("\"averaging\"\\s*:\\s*0.9,", "");
        CompressionConfig plain = CompressionConfigs.parse("plain.json", text);
        assertThat(plain.learningOrPlain().averaging()).isEmpty();
        run(plain, "plain", false, 2, report -> {});
        assertThat(Files.readString(folder.resolve("plain/history.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("whole/history.csv")));
    }
}
