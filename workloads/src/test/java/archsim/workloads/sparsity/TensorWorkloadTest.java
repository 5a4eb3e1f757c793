package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.Workload;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.TensorFileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class TensorWorkloadTest {

    @TempDir
    private Path folder;

    private Path file;

    /** A grouped convolution on 2 images, a depthwise layer without input, and a fully connected layer. */
    @BeforeEach
    void writeTensors() throws Exception {
        file = folder.resolve("x.safetensors");
        Files.write(
                file,
                new TensorFileWriter()
                        .floats("a.weight", List.of(4, 2, 3, 3), pattern(72, 3))
                        .floats("a.input", List.of(2, 4, 5, 6), pattern(240, 2))
                        .levels("d.weight", ElementType.I8, List.of(4, 1, 3, 3), new short[36])
                        .floats("f.weight", List.of(3, 10), pattern(30, 1))
                        .floats("f.input", List.of(2, 10), pattern(20, 4))
                        .toBytes());
    }

    /** Every {@code step}-th value is not zero. */
    private static float[] pattern(int size, int step) {
        float[] values = new float[size];
        for (int i = 0; i < size; i += step) {
            values[i] = -0.5f;
        }
        return values;
    }

    /** As a run configuration holds the layers. */
    public record Config(List<TensorLayer> layers) {}

    private static List<TensorLayer> layers(String json) {
        return StrictJson.read("run.json", "{\"layers\":[" + json + "]}", Config.class)
                .layers();
    }

    private List<String> faults(String json) {
        try {
            TensorWorkload.of(file, layers(json), 8);
        } catch (InvalidInputException e) {
            return e.faults();
        }
        return List.of();
    }

    @Test
    void masksAreThoseOfTheTensors() {
        Workload workload = TensorWorkload.of(file, layers("""
                        {"name": "a", "type": "conv", "stride": 2, "padding": 1, "groups": 2, "weightBits": 4},
                        {"name": "d", "type": "depthwise", "height": 7, "width": 7, "scheme": "column-filter"},
                        {"name": "f", "type": "fc"}"""), 16);
        assertThat(workload.layers())
                .extracting(layer -> layer.shape())
                .containsExactly(
                        UniformLayer.shape(2, 4, 4, 5, 6, 3, 3, 2, 1, 2),
                        UniformLayer.shape(2, 4, 4, 7, 7, 3, 3, 1, 0, 4),
                        LayerShape.fullyConnected(2, 10, 3));
        assertThat(workload.layers().get(0).weights()).isEqualTo(Mask.of(72, i -> i % 3 == 0));
        assertThat(workload.layers().get(0).inputs()).isEqualTo(Mask.of(240, i -> i % 2 == 0));
        assertThat(workload.layers().get(1).inputs()).isEqualTo(Mask.full(2 * 4 * 49));
        assertThat(workload.layers()).extracting(layer -> layer.weightBits()).containsExactly(4, 16, 16);
        assertThat(workload.layers())
                .extracting(layer -> layer.scheme())
                .containsExactly(Scheme.NON_STRUCTURED, Scheme.COLUMN_FILTER, Scheme.DENSE);
    }

    @Test
    void aLayerMayDifferFromAxisToAxis() {
        Workload workload = TensorWorkload.of(file, layers("""
                        {"name": "a", "type": "conv", "stride": [1, 3], "dilation": [2, 1], "padding": [0, 1, 2, 0],
                         "groups": 2}"""), 16);
        assertThat(workload.layers().get(0).shape())
                .isEqualTo(LayerShape.convolution(4, 4)
                        .batch(2)
                        .groups(2)
                        .map(5, 6)
                        .kernel(3, 3)
                        .stride(1, 3)
                        .dilation(2, 1)
                        .padding(0, 1, 2, 0)
                        .build());
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(faults("""
                        {"name": "a", "type": "conv"},
                        {"name": "d", "type": "depthwise"},
                        {"name": "f", "type": "conv"},
                        {"name": "g", "type": "fc"},
                        {"name": "g", "type": "fc"}"""))
                .containsExactly(
                        "/a.input must have 2 channels (1 groups of 2), was 4",
                        "/d.input is missing; without it the layer needs height and width",
                        "/f.weight must be [k][c/groups][r][s], was [3, 10]",
                        "/g.weight is missing, did you mean \"a.weight\"?",
                        "/g.weight is asked for by two layers",
                        "/g.weight is missing, did you mean \"a.weight\"?");
    }

    @Test
    void aLayerThatCannotBeIsAFault() {
        assertThat(faults("{\"name\": \"d\", \"type\": \"depthwise\", \"height\": 2, \"width\": 9}"))
                .singleElement()
                .asString()
                .isEqualTo("/d.weight does not make a layer: the kernel must fit the padded input,"
                        + " was input 2, kernel 3, stride 1, dilation 1, padding 0 and 0");
        assertThat(faults("{\"name\": \"d\", \"type\": \"depthwise\", \"height\": 2000000000, \"width\": 2000000000}"))
                .hasSize(1);
        assertThat(faults("{\"name\": \"d\", \"type\": \"depthwise\", \"height\": 9, \"width\": 9,"
                        + " \"padding\": 2147483647}"))
                .hasSize(1);
    }

    @Test
    void settingsThatDoNotBelongToATypeAreFaultsOfTheConfiguration() {
        assertThat(faults("{\"name\": \"f\", \"type\": \"fc\", \"stride\": 2}"))
                .singleElement()
                .asString()
                .startsWith("/layers/0 stride, dilation, padding, height, width and pooling must be left out");
        assertThat(faults("{\"name\": \"f\", \"type\": \"pool\"}"))
                .containsExactly("/layers/0/type must be one of \"conv\", \"fc\", \"depthwise\", was \"pool\"");
    }

    /** 4 x 40004 x 40004 outputs are 6.4 times 10^9. */
    @Test
    void aLayerBeyondAllMasksIsRefused() {
        assertThat(faults(
                        "{\"name\": \"d\", \"type\": \"depthwise\", \"height\": 7, \"width\": 7, \"padding\": 20000}"))
                .containsExactly("/d.weight must make fewer than 2^31 weights, inputs and outputs");
    }

    /** 3 filters of 10 channels each: 10 times 2^31 - 1 channels, where an int would give -10. */
    @Test
    void channelsAreCountedWithoutOverflow() throws Exception {
        Files.write(
                file,
                new TensorFileWriter()
                        .floats("c.weight", List.of(3, 10, 1, 1), pattern(30, 1))
                        .toBytes());
        assertThat(faults("{\"name\": \"c\", \"type\": \"conv\", \"groups\": 2147483647, \"height\": 1, \"width\": 1}"))
                .containsExactly("/c.weight must make fewer than 2^31 channels, was 2147483647 groups of 10");
    }

    @Test
    void aSizeThatIsNotTheInputsIsNotIgnored() {
        assertThat(faults("{\"name\": \"a\", \"type\": \"conv\", \"groups\": 2, \"height\": 5, \"width\": 7}"))
                .containsExactly("/a.input must have the width 7 that its layer is given, was 6");
    }
}
