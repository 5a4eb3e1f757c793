package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.InputScaling;
import archsim.compression.config.Progress;
import archsim.compression.network.Architectures;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.network.TensorShape;
import archsim.compression.network.TrainedParameters;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network whose file states concatenation, squeeze-and-excitation and a transposed convolution, trained and pruned in 4 epochs. */
class JoinedNetworkTest {

    private static final DataSet DATA = new DataSet("noise", noise(96, 1), noise(24, 2));

    @TempDir
    private static Path folder;

    private static Path network;
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

    @BeforeAll
    static void trainWithoutInterruption() throws IOException {
        network = folder.resolve("joined.json");
        try (InputStream in = JoinedNetworkTest.class.getResourceAsStream("joined.json")) {
            Files.copy(in, network);
        }
        config = CompressionConfigs.parse(
                "recipe.json", """
                    {"schemaVersion": 1, "network": "%s", "scheme": "non-structured", "seed": 3, "batchSize": 16,
                     "shiftPixels": 1, "validationImages": 16,
                     "dense": {"epochs": 1, "learningRate": 0.01, "finalLearningRate": 1e-3},
                     "rounds": [{"layers": {}, "total": {"rate": 4},
                       "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 2,
                                "learningRate": 0.01, "finalLearningRate": 1e-3},
                       "retraining": {"epochs": 1, "learningRate": 0.01, "finalLearningRate": 1e-3}}],
                     "quantisation": {"grid": "symmetric", "bits": 4, "steps": [
                       {"share": 1, "retraining": {"epochs": 0, "learningRate": 0, "finalLearningRate": 0}}]}}
                    """.formatted(network.toString().replace("\\", "/")));
        run("whole", false, 1, report -> {});
    }

    private static void run(String name, boolean resume, int threads, Progress progress) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        Compression.run(new CompressionRequest(config, DATA, out, resume, threads, "test"), progress);
    }

    private static void sameAsWhole(String name) {
        assertThat(folder.resolve(name).resolve("model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve("model.safetensors"));
    }

    /** 3 + 5 channels are joined and scaled; 16 filters of "up" are 4 channels of twice the rows, which 8 others lie behind. */
    @Test
    void stepsOfTheFileAreNodes() {
        var nodes = Architectures.of(Networks.find(network.toString())).nodes();
        assertThat(nodes.stream().filter(Node.Concatenate.class::isInstance).map(Node::extent))
                .containsExactly(new TensorShape(8, 8, 8), new TensorShape(12, 8, 8));
        assertThat(nodes.stream().filter(Node.Scale.class::isInstance)).hasSize(1);
        assertThat(nodes.stream().filter(Node.DepthToSpace.class::isInstance).map(Node::extent))
                .containsExactly(new TensorShape(4, 8, 8));
    }

    @Test
    void eightThreadsGiveTheBytesOfOne() throws IOException {
        run("threads8", false, 8, report -> {});
        sameAsWhole("threads8");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 8", "3, 1"})
    void aRunKilledAfterAnyEpochEndsInTheSameBytes(int lastEpoch, int threads) throws IOException {
        String name = "resumed" + lastEpoch;
        Progress killed = report -> {
            if (report.epochsDone() == lastEpoch) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> run(name, false, 2, killed)).hasMessage("killed");
        run(name, true, threads, report -> {});
        sameAsWhole(name);
    }

    /** The accuracy in the manifest is that of the network as it was trained. */
    @Test
    void theModelThatIsWrittenAnswersAsTheOneThatWasTrained() {
        String file = folder.resolve("whole/model.safetensors").toString();
        Network asked = Networks.find(network.toString());
        NetworkModel model = Architectures.of(asked);
        CompressedModel written = ModelLibrary.find(file);
        float[] parameters = TrainedParameters.of(model, TrainedWeights.ofModel(written, asked));
        Evaluation found = Evaluation.of(model, parameters, DATA.test(), InputScaling.PIXELS, 1, (done, all) -> {});
        assertThat((double) found.right() / found.images())
                .isEqualTo(written.manifest().accuracyAfter().getAsDouble());
    }
}
