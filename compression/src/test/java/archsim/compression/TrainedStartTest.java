package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.InputScaling;
import archsim.compression.config.Progress;
import archsim.compression.network.Architectures;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TrainedParameters;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.imports.TrainedWeights;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network of one's own with weights of one's own, on 8 x 8 pixels and three classes. */
class TrainedStartTest {

    private static final InputScaling INPUT = new InputScaling(List.of(0.5), List.of(0.25));

    private static final DataSet DATA = new DataSet("noise", noise(64, 1), noise(40, 2));

    @TempDir
    private Path folder;

    private final Map<String, float[]> tensors = new LinkedHashMap<>();
    private final Map<String, String> shapes = new LinkedHashMap<>();

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

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(network(), """
            {"schemaVersion": 1, "name": "own", "title": "Own", "dataset": "noise", "source": "a test",
             "layers": [
               {"type": "conv", "name": "conv1", "channels": 1, "filters": 4, "height": 8, "width": 8, "kernel": 3,
                "padding": 1, "pooling": {"window": 2, "stride": 2}},
               {"type": "conv", "name": "conv2", "channels": 4, "filters": 6, "height": 4, "width": 4, "kernel": 3,
                "padding": 1, "pooling": {"window": 4, "stride": 4}},
               {"type": "fc", "name": "fc", "inputs": 6, "outputs": 3}]}
            """);
        tensor("conv1.weight", "[4,1,3,3]", 36);
        normalisation("bn1", 4);
        tensor("conv2.weight", "[6,4,3,3]", 216);
        normalisation("bn2", 6);
        tensor("linear.weight", "[3,6]", 18);
        tensor("linear.bias", "[3]", 3);
        tensor("ema.decay", "[1]", 1);
        save();
    }

    private Path network() {
        return folder.resolve("own.json");
    }

    private Path weights() {
        return folder.resolve("own.safetensors");
    }

    private void tensor(String name, String shape, int elements) {
        var random = new SplittableRandom(name.hashCode());
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        tensors.put(name, values);
        shapes.put(name, shape);
    }

    private void normalisation(String name, int filters) {
        for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            tensor(name + "." + part, "[" + filters + "]", filters);
        }
        float[] variances = tensors.get(name + ".running_var");
        for (int i = 0; i < filters; i++) {
            variances[i] += 1;
        }
    }

    private void save() throws IOException {
        var header = new ArrayList<String>();
        int at = 0;
        for (String name : tensors.keySet()) {
            int end = at + 4 * tensors.get(name).length;
            header.add("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(name, shapes.get(name), at, end));
            at = end;
        }
        byte[] json = ("{" + String.join(",", header) + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        tensors.values().forEach(values -> {
            for (float value : values) {
                file.putFloat(value);
            }
        });
        Files.write(weights(), file.array());
    }

    private CompressionConfig config(String scheme, String rounds, int epochs, String more) {
        return CompressionConfigs.parse("own-config.json", text(scheme, rounds, epochs, more));
    }

    private String text(String scheme, String rounds, int epochs, String more) {
        return """
            {"schemaVersion": 1, "network": "%s", "from": "%s", "scheme": "%s", "seed": 3, "batchSize": 16,
             "shiftPixels": 0, "validationImages": 16, "input": {"mean": [0.5], "deviation": [0.25]},
             "dense": {"epochs": %d, "learningRate": 1e-3, "finalLearningRate": 1e-3},
             "rounds": [%s]%s}
            """.formatted(network(), weights(), scheme, epochs, rounds, more);
    }

    private CompressedModel run(CompressionConfig config, String name, boolean resume, int threads, Progress progress)
            throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        return Compression.run(new CompressionRequest(config, DATA, out, resume, threads, "test"), progress);
    }

    /** Without quantisation weights stay the floats that they were; scale and bias are folded by hand. */
    @Test
    void weightsThatNothingIsDoneToComeOutAsTheyWere() throws IOException {
        CompressedModel model = run(config("dense", "", 0, ""), "as-is", false, 1, report -> {});

        assertThat(model.layers()).allMatch(layer -> layer.weights().bits() == 32);
        assertThat(model.layers().get(1).weights().toFloats()).isEqualTo(tensors.get("conv2.weight"));
        assertThat(model.layers().get(2).weights().toFloats()).isEqualTo(tensors.get("linear.weight"));
        assertThat(model.layers().get(2).bias().toFloats()).isEqualTo(tensors.get("linear.bias"));
        CompressedLayer first = model.layers().get(0);
        double scale = tensors.get("bn1.weight")[2] / Math.sqrt(tensors.get("bn1.running_var")[2] + 1e-5);
        assertThat(first.scale().orElseThrow().toFloats()[2]).isCloseTo((float) scale, within(1e-6f));
        assertThat(first.bias().toFloats()[2])
                .isCloseTo(
                        (float) (tensors.get("bn1.bias")[2] - scale * tensors.get("bn1.running_mean")[2]),
                        within(1e-6f));
        assertThat(model.manifest().network()).isEqualTo("own");
        assertThat(model.manifest().hyperParameters().get("fromSha256")).matches("[0-9a-f]{64}");
        assertThat(model.manifest().hyperParameters().get("configuration"))
                .contains("\"from\"")
                .doesNotContain(folder.toString());
    }

    /** The model's file, read again, answers as the run's manifest says it did. */
    @Test
    void aWrittenModelIsEvaluatedAsItsManifestSays() throws IOException {
        CompressedModel made = run(config("dense", "", 1, ""), "evaluated", false, 1, report -> {});
        CompressedModel read =
                ModelLibrary.find(folder.resolve("evaluated/model.safetensors").toString());
        Network described = read.network();
        NetworkModel network = Architectures.of(described);
        float[] parameters = TrainedParameters.of(network, TrainedWeights.ofModel(read, described));

        var heard = new ArrayList<Long>();
        Evaluation one = Evaluation.of(network, parameters, DATA.test(), INPUT, 1, (done, all) -> heard.add(done));
        Evaluation two = Evaluation.of(network, parameters, DATA.test(), INPUT, 2, Steps.ignored());

        assertThat(one).isEqualTo(two);
        assertThat(one.images()).isEqualTo(40);
        assertThat(heard).containsExactly(40L);
        assertThat(one.right() / 40.0).isCloseTo(made.manifest().accuracyAfter().orElseThrow(), within(1e-9));
        assertThat(one.confusion()).hasSize(3).allMatch(row -> row.size() == 3);
    }

    @Test
    void whatARunStartsFromIsSaidBeforeItsFirstEpoch() throws IOException {
        var heard = new ArrayList<String>();
        run(config("dense", "", 1, ""), "told", false, 1, new Progress() {
            @Override
            public void startsFrom(String note) {
                heard.add(note);
            }

            @Override
            public void epochDone(EpochReport report) {
                heard.add("epoch");
            }
        });
        assertThat(heard)
                .anyMatch(note -> note.contains("matched by shape, in order: fc from linear.weight"))
                .anyMatch(note -> note.contains("3 layers have weights of their shapes, 2 of them batch normalisation"))
                .anyMatch(note -> note.contains("1 of 13 tensors belong to no layer and are left out: ema.decay"));
        assertThat(heard.get(heard.size() - 2))
                .matches(".*accuracy before anything is done [0-9.]+ % of 16 validation images of .+");
        assertThat(heard.get(heard.size() - 1)).isEqualTo("epoch");
    }

    private static final String ROUND = """
        {"layers": {"conv2": {"keep": 40}},
         "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 2, "learningRate": 1e-3,
                  "finalLearningRate": 1e-3},
         "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}\
        """;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRunKilledAfterAnyEpochEndsInTheSameBytes(int lastEpoch) throws IOException {
        CompressionConfig config = config("non-structured", ROUND, 1, "");
        CompressedModel whole = run(config, "whole", false, 2, report -> {});
        assertThat(whole.layers().get(1).weights().mask().count()).isEqualTo(40);
        Progress killed = report -> {
            if (report.epochsDone() == lastEpoch) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> run(config, "resumed", false, 2, killed)).hasMessage("killed");
        run(config, "resumed", true, 1, report -> {});
        for (String file : new String[] {"model.safetensors", "history.csv"}) {
            assertThat(folder.resolve("resumed").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    /** A pull of a millionth moves nothing: what is mapped onto four weights lies far from them. */
    @Test
    void weightsThatAreFarFromTheirSetAreWarnedOf() throws IOException {
        var warnings = new ArrayList<String>();
        String weak = ROUND.replace("\"keep\": 40", "\"rate\": 54").replace("\"rhoStart\": 0.01", "\"rhoStart\": 1e-6");
        CompressedModel model = run(config("non-structured", weak, 0, ""), "far", false, 1, new Progress() {
            @Override
            public void warns(String warning) {
                warnings.add(warning);
            }

            @Override
            public void epochDone(EpochReport report) {}
        });
        assertThat(warnings)
                .singleElement()
                .asString()
                .matches("round1-admm ends with a residual .* of 0\\.\\d\\d, above 0\\.1: .*");
        assertThat(model.layers().get(1).weights().mask().count()).isEqualTo(4);
    }

    /** One fault of the weights, one of a batch that 8 slices do not divide, one of the input. */
    @Test
    void weightsOfAnotherNetworkAreNamedWithAllOtherFaults() throws IOException {
        tensor("conv2.weight", "[6,5,3,3]", 270);
        save();
        String text = text("dense", "", 0, "")
                .replace(": 16,", ": 20,")
                .replace("[0.5]", "[0.5, 0.5]")
                .replace("[0.25]", "[0.25, 0.5]");
        assertThatThrownBy(() -> CompressionConfigs.parse("own-config.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/from names " + weights())
                .hasMessageContaining("/conv2.weight must have shape [6, 4, 3, 3], was [6, 5, 3, 3]")
                .hasMessageContaining("/batchSize must be a multiple of the slices, 8, was 20")
                .hasMessageContaining("/input/mean must be one for each of the 1 channels or one for all, was 2");
    }

    @Test
    void weightsThatAreNoNumbersAreNamed() throws IOException {
        tensors.get("bn2.weight")[3] = Float.NaN;
        tensors.get("bn1.running_var")[0] = -1;
        save();
        assertThatThrownBy(() -> config("dense", "", 0, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bn2.weight")
                .hasMessageContaining("bn1.running_var must hold variances, was -1.0 at element 0");
    }

    @Test
    void aNetworkThatCannotBeTrainedIsNamedWithItsLayer() throws IOException {
        String described = Files.readString(network());
        Files.writeString(network(), described.replace("\"padding\": 1, \"pooling\": {\"window\": 4", """
            "padding": 2, "dilation": 2, "pooling": {"window": 4\
            """));
        assertThatThrownBy(() -> config("dense", "", 0, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/network names own: cannot be trained: layer conv2");
    }
}
