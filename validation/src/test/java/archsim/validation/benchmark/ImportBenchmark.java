package archsim.validation.benchmark;

import archsim.workloads.imports.ImportOptions;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.model.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An ONNX model of 100 MB, 42 convolutions of 256 filters of 3 x 3 x 256 floats, from a cold virtual machine as a user imports it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-Xmx1g")
public class ImportBenchmark {

    private static final int LAYERS = 42;
    private static final int CHANNELS = 256;

    private Path file;

    @Setup
    public void prepare() throws IOException {
        var graph = new ByteArrayOutputStream();
        var random = new Random(1);
        for (int i = 0; i < LAYERS; i++) {
            field(graph, 5, tensor("w" + i, random));
            field(graph, 1, convolution(i));
        }
        field(graph, 11, declared("y0"));
        var model = new ByteArrayOutputStream();
        field(model, 7, graph.toByteArray());
        field(model, 8, new byte[] {2 << 3, 13});
        file = Files.write(Files.createTempFile("large", ".onnx"), model.toByteArray());
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** The bytes of the model's file. */
    @Benchmark
    public byte[] importModel() {
        return ModelFile.toBytes(
                ModelImport.of(file, ImportOptions.NONE, "bench").model());
    }

    /** {@code TensorProto}: dims = 1, data_type = 2 (float is 1), name = 8, raw_data = 9. */
    private static byte[] tensor(String name, Random random) {
        ByteBuffer data = ByteBuffer.allocate(4 * CHANNELS * CHANNELS * 9).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat((float) random.nextGaussian());
        }
        var tensor = new ByteArrayOutputStream();
        for (int extent : new int[] {CHANNELS, CHANNELS, 3, 3}) {
            tensor.write(1 << 3);
            varint(tensor, extent);
        }
        tensor.writeBytes(new byte[] {2 << 3, 1});
        field(tensor, 8, name.getBytes(StandardCharsets.UTF_8));
        field(tensor, 9, data.array());
        return tensor.toByteArray();
    }

    /** {@code NodeProto}: input = 1, output = 2, op_type = 4, attribute = 5 (name = 1, ints = 8). */
    private static byte[] convolution(int index) {
        var node = new ByteArrayOutputStream();
        field(node, 1, ("y" + index).getBytes(StandardCharsets.UTF_8));
        field(node, 1, ("w" + index).getBytes(StandardCharsets.UTF_8));
        field(node, 2, ("y" + (index + 1)).getBytes(StandardCharsets.UTF_8));
        field(node, 4, "Conv".getBytes(StandardCharsets.UTF_8));
        var pads = new ByteArrayOutputStream();
        field(pads, 1, "pads".getBytes(StandardCharsets.UTF_8));
        for (int side = 0; side < 4; side++) {
            pads.writeBytes(new byte[] {8 << 3, 1});
        }
        field(node, 5, pads.toByteArray());
        return node.toByteArray();
    }

    /** {@code ValueInfoProto} of 1 x 256 x 14 x 14 floats. */
    private static byte[] declared(String name) {
        var dims = new ByteArrayOutputStream();
        for (int extent : new int[] {1, CHANNELS, 14, 14}) {
            var dim = new ByteArrayOutputStream();
            dim.write(1 << 3);
            varint(dim, extent);
            field(dims, 1, dim.toByteArray());
        }
        var tensor = new ByteArrayOutputStream();
        tensor.writeBytes(new byte[] {1 << 3, 1});
        field(tensor, 2, dims.toByteArray());
        var type = new ByteArrayOutputStream();
        field(type, 1, tensor.toByteArray());
        var value = new ByteArrayOutputStream();
        field(value, 1, name.getBytes(StandardCharsets.UTF_8));
        field(value, 2, type.toByteArray());
        return value.toByteArray();
    }

    private static void field(ByteArrayOutputStream to, int field, byte[] bytes) {
        to.write((field << 3) | 2);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream to, int value) {
        int left = value;
        for (; left > 0x7f; left >>>= 7) {
            to.write((left & 0x7f) | 0x80);
        }
        to.write(left);
    }
}
