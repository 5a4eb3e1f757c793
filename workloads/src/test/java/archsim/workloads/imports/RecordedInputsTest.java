package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Steps;
import archsim.workloads.Activations;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.InputLayout;
import archsim.workloads.model.ModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording with a stand-in for ONNX Runtime. */
class RecordedInputsTest {

    @TempDir
    private Path folder;

    /** Answers each run of asym_pads (3 x 3 over 1 x 7 x 5, makes 4 x 2) with outputs of one shape. */
    private record Stub(List<Integer> output, List<Map<String, GraphValue>> seen) implements GraphRunner {

        @Override
        public String name() {
            return "a stand-in";
        }

        @Override
        public Session open(String name, ByteBuffer content, Path folder) {
            return new Session() {
                @Override
                public Map<String, GraphValue> run(Map<String, GraphValue> inputs) {
                    seen.add(inputs);
                    int size = output.stream().reduce(1, Math::multiplyExact);
                    return Map.of("y", GraphValue.of(output, new float[size]));
                }

                @Override
                public void close() {}
            };
        }
    }

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

    private final List<String> progress = new ArrayList<>();

    private ModelImport record(Stub runner, String shape, float... values) throws Exception {
        Path file = Path.of(RecordedInputsTest.class
                .getResource("padding_stride/asym_pads.onnx")
                .toURI());
        Path samples = Files.write(folder.resolve("s.npy"), npy(shape, values));
        Steps done = (steps, all) -> progress.add(steps + "/" + all);
        ModelImport made = ModelImport.of(file, ImportOptions.NONE, "test", done);
        return RecordedInputs.of(made, file, ImportOptions.NONE, samples, runner, done);
    }

    private static Stub stub(Integer... output) {
        return new Stub(List.of(output), new ArrayList<>());
    }

    /** Every other one of 35 inputs is zero: 18 of each sample are there, however small, and the file keeps them. */
    @Test
    void zerosOfTheSamplesAreRecordedAndKept() throws Exception {
        float[] values = new float[70];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 35 % 2 == 0 ? i + 1 : 0;
        }
        values[0] = 1e-3f;
        Stub runner = stub(1, 1, 4, 2);
        CompressedModel model = record(runner, "2, 1, 7, 5", values).model();
        assertThat(runner.seen()).hasSize(4);
        assertThat(progress).containsExactly("1/1", "1/4", "2/4", "3/4", "4/4");
        CompressedModel read = ModelFile.read("m.safetensors", ModelFile.toBytes(model));
        Activations input = read.layers().get(0).input().orElseThrow();
        assertThat(input.images()).isEqualTo(2);
        assertThat(input.mask(1).count()).isEqualTo(18);
        assertThat(IntStream.range(0, 35).filter(i -> input.mask(1).get(i)).boxed())
                .allMatch(i -> i % 2 == 0)
                .hasSize(18);
        assertThat(read.manifest().hyperParameters()).containsEntry("inputs", "2 samples of s.npy");
    }

    @Test
    void aShapeThatIsNotTheImportedOneIsRefused() {
        assertThatThrownBy(() -> record(stub(1, 1, 4, 3), "1, 7, 5", new float[35]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of shape [1, 1, 4, 2], but when it runs of [1, 1, 4, 3]");
    }

    @Test
    void samplesMustFitTheInput() throws IOException {
        assertThatThrownBy(() -> record(stub(1, 1, 4, 2), "5, 7", new float[35]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be numbers of shape [1, 1, 7, 5]");
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Samples.read(folder.resolve("empty"), Map.of("x", List.of(1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must hold .npy or .npz files of samples");
    }

    /** The first position of channel 1, of two channels at three positions. */
    @Test
    void eachLayoutFindsItsElements() {
        assertThat(InputLayout.CHANNELS_FIRST.index(1, 0, 2, 3, 3)).isEqualTo(3);
        assertThat(InputLayout.CHANNELS_LAST.index(1, 0, 2, 3, 2)).isEqualTo(1);
        // [2][2][3]: six positions in two matrices of three columns; position 4 is column 1 of the second.
        assertThat(InputLayout.TURNED.index(1, 4, 2, 6, 3)).isEqualTo(2 * 3 + 3 + 1);
    }
}
