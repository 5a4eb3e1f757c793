package archsim.workloads.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import archsim.workloads.Activations;
import archsim.workloads.imports.GraphValue;
import archsim.workloads.imports.ImportOptions;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.imports.RecordedInputs;
import archsim.workloads.model.CompressedLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeTest {

    @TempDir
    private Path folder;

    /** NumPy's format, version 1: a header of 118 characters and its length make 128 bytes. */
    private static byte[] npy(String shape, float... values) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) 118)
                .put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private ModelImport run(SmallGraph graph, String shape, float... samples) throws IOException {
        Path model = Files.write(folder.resolve("m.onnx"), graph.toBytes());
        Path given = Files.write(folder.resolve("s.npy"), npy(shape, samples));
        ModelImport made = ModelImport.of(model, ImportOptions.NONE, "test");
        return RecordedInputs.of(made, model, ImportOptions.NONE, given, new OnnxRuntime(), Steps.ignored());
    }

    private static Map<String, Activations> inputs(ModelImport made) {
        return made.model().layers().stream()
                .filter(layer -> layer.input().isPresent())
                .collect(Collectors.toMap(layer -> layer.layer().name(), (CompressedLayer layer) -> layer.input()
                        .orElseThrow()));
    }

    private static List<Boolean> bits(Activations inputs) {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> inputs.level(i) != 0)
                .toList();
    }

    /**
     * V reads the rectified difference of two maps of 1 x 3: 5, 1, 0 less 2, 3, 0 is 3, -2, 0 and leaves 3, 0, 0; of the
     * second sample 0, 4, 7 less 1, 4, 2 is -1, 0, 5 and leaves 0, 0, 5.
     */
    @Test
    void theInputsOfALayerAreThoseThatTheGraphMakes() throws Exception {
        var graph = new SmallGraph()
                .input("x", 1, 2, 1, 3)
                .stored("W", List.of(1, 2, 1, 1), 1, -1)
                .stored("V", List.of(2, 1, 1, 1), 1, 2)
                .node("Conv", List.of("x", "W"), "a")
                .node("Relu", List.of("a"), "b")
                .node("Conv", List.of("b", "V"), "y")
                .output("y", 1, 2, 1, 3);
        ModelImport made = run(graph, "2, 2, 1, 3", 5, 1, 0, 2, 3, 0, 0, 4, 7, 1, 4, 2);
        Activations v = inputs(made).get("V");
        assertThat(v.images()).isEqualTo(2);
        assertThat(v.isSigned()).isFalse();
        assertThat(bits(v)).containsExactly(true, false, false, false, false, true);
        // The largest, 5, is level 255; 3 is 255 * 3 / 5 = 153.
        assertThat(v.level(0)).isEqualTo(153);
        assertThat(v.level(5)).isEqualTo(255);
        assertThat(inputs(made).get("W").level(0)).isEqualTo(182); // 5 of 7
        assertThat(made.notes()).anyMatch(note -> note.contains("the inputs of 2 layers are recorded on 2 samples"));
        assertThat(made.model().toWorkload("m", 2).layers().get(1).inputs().count())
                .isEqualTo(2);
    }

    /** Two tokens of three channels, 1 0 2 and 0 -3 4: by channels 1 0, 0 -3, 2 4. A product with W on its left reads them turned. */
    @Test
    void tokensAreTurnedIntoChannels() throws Exception {
        var right = new SmallGraph()
                .input("x", 1, 2, 3)
                .stored("W", List.of(3, 2), 1, 1, 1, 1, 1, 1)
                .node("MatMul", List.of("x", "W"), "y")
                .output("y", 1, 2, 2);
        Activations channels = inputs(run(right, "1, 2, 3", 1, 0, 2, 0, -3, 4)).get("W");
        assertThat(bits(channels)).containsExactly(true, false, false, true, true, true);
        assertThat(channels.isSigned()).isTrue();
        assertThat(channels.level(3)).isEqualTo(-95); // 127 * 3 / 4
        var left = new SmallGraph()
                .input("x", 1, 2, 3)
                .stored("W", List.of(4, 2), 1, 1, 1, 1, 1, 1, 1, 1)
                .node("MatMul", List.of("W", "x"), "y")
                .output("y", 1, 4, 3);
        assertThat(bits(inputs(run(left, "1, 2, 3", 1, 0, 2, 0, -3, 4)).get("W")))
                .containsExactly(true, false, true, false, true, true);
    }

    /** The imported layer, with its factors and biases, computes what convolution and normalisation compute together. */
    @Test
    void aFoldedLayerComputesWhatItsGraphComputes() throws Exception {
        byte[] graph = new SmallGraph()
                .input("x", 1, 2, 1, 3)
                .stored("W", List.of(2, 2, 1, 1), 0.5f, -1, 0, 2)
                .stored("scale", List.of(2), 1.5f, -0.25f)
                .stored("shift", List.of(2), 0.125f, 3)
                .stored("mean", List.of(2), -2, 0.75f)
                .stored("variance", List.of(2), 0.5f, 2)
                .node("Conv", List.of("x", "W"), "a")
                .node("BatchNormalization", List.of("a", "scale", "shift", "mean", "variance"), "y")
                .output("y", 1, 2, 1, 3)
                .toBytes();
        float[] x = {1, 2, 3, -4, 5, 6};
        GraphValue y = new OnnxRuntime()
                .open("m.onnx", ByteBuffer.wrap(graph), folder)
                .run(Map.of("x", GraphValue.of(List.of(1, 2, 1, 3), x)))
                .get("y");
        Path model = Files.write(folder.resolve("m.onnx"), graph);
        CompressedLayer layer = ModelImport.of(model, ImportOptions.NONE, "test")
                .model()
                .layers()
                .get(0);
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < 3; i++) {
                float sum =
                        layer.weights().value(2 * k) * x[i] + layer.weights().value(2 * k + 1) * x[3 + i];
                float folded = sum * layer.scale().orElseThrow().toFloats()[k]
                        + layer.bias().toFloats()[k];
                assertThat(folded).isCloseTo(y.value(3 * k + i), within(1e-5f));
            }
        }
    }

    @Test
    void whatCannotBeRunIsRefused() throws Exception {
        var graph = new SmallGraph()
                .input("x", 1, 2, 1, 3)
                .stored("W", List.of(1, 2, 1, 1), 1, -1)
                .node("Conv", List.of("x", "W"), "y")
                .output("y", 1, 1, 1, 3);
        assertThatThrownBy(() -> run(graph, "2, 3, 1, 3", new float[18]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/s must be numbers of shape [1, 2, 1, 3]");
        byte[] broken = new SmallGraph()
                .input("x", 1, 2)
                .node("NoSuchOperator", List.of("x"), "y")
                .output("y", 1, 2)
                .toBytes();
        assertThatThrownBy(() -> new OnnxRuntime().open("m.onnx", ByteBuffer.wrap(broken), folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be run by ONNX Runtime");
    }
}
