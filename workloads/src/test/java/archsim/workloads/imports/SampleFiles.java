package archsim.workloads.imports;

import archsim.workloads.model.TensorFileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of every format: a convolution of 4 filters on 2 channels and a layer of 3 outputs. */
final class SampleFiles {

    static final List<Integer> CONV = List.of(4, 2, 3, 3);
    static final List<Integer> FC = List.of(3, 5);

    private SampleFiles() {}

    static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(i + 1);
        }
        return values;
    }

    static byte[] safetensors() {
        return new TensorFileWriter()
                .floats("conv.weight", CONV, values(72))
                .floats("conv.bias", List.of(4), values(4))
                .floats("fc.weight", FC, values(15))
                .floats("norm.weight", List.of(4), values(4))
                .toBytes();
    }

    static byte[] npy(String shape, float[] values) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
        header = header + " ".repeat(Math.floorMod(-(header.length() + 11), 64)) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + header.length() + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    static byte[] npz() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("conv_w.npy"));
            zip.write(npy("4, 2, 3, 3", values(72)));
            zip.putNextEntry(new ZipEntry("conv_b.npy"));
            zip.write(npy("4,", values(4)));
            zip.putNextEntry(new ZipEntry("fc_w.npy"));
            zip.write(npy("3, 5", values(15)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Conv of stride 2 and padding 1 on 9 x 9 leaves 4 x 5 x 5, Relu, GlobalMaxPool and Flatten 4; MatMul with [4][3]. */
    static byte[] onnx(boolean external) {
        return onnx(external ? Optional.of("values.bin") : Optional.empty());
    }

    /** The same with the convolution's weights in another file. */
    static byte[] onnxWithValuesIn(String location) {
        return onnx(Optional.of(location));
    }

    private static byte[] onnx(Optional<String> location) {
        var graph = new Proto()
                .message(
                        1,
                        node("Conv", "x", "w", "b", "c")
                                .message(5, ints("strides", 2, 2))
                                .message(5, ints("pads", 1, 1, 1, 1)))
                .message(1, node("Relu", "c", "", "", "r"))
                .message(1, node("GlobalMaxPool", "r", "", "", "g"))
                .message(1, node("Flatten", "g", "", "", "f"))
                .message(1, node("MatMul", "f", "m", "", "y"))
                .message(5, tensor("w", location, values(72), 4, 2, 3, 3))
                .message(5, tensor("b", Optional.empty(), values(4), 4))
                .message(5, tensor("m", Optional.empty(), values(12), 4, 3))
                .message(
                        11,
                        new Proto()
                                .text(1, "x")
                                .message(2, new Proto().message(1, new Proto().message(2, dims(1, 2, 9, 9)))));
        return new Proto()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Proto().number(2, 17))
                .bytes();
    }

    private static Proto dims(int... extents) {
        var shape = new Proto();
        for (int extent : extents) {
            shape.message(1, new Proto().number(1, extent));
        }
        return shape;
    }

    private static Proto node(String operator, String first, String second, String third, String output) {
        return new Proto()
                .text(1, first)
                .text(1, second)
                .text(1, third)
                .text(2, output)
                .text(4, operator);
    }

    private static Proto ints(String name, int... numbers) {
        var attribute = new Proto().text(1, name);
        for (int number : numbers) {
            attribute.number(8, number);
        }
        return attribute;
    }

    private static Proto tensor(String name, Optional<String> location, float[] values, int... shape) {
        var tensor = new Proto().number(2, 1).text(8, name);
        for (int extent : shape) {
            tensor.number(1, extent);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return location.map(file -> tensor.number(14, 1)
                        .message(13, new Proto().text(1, "location").text(2, file)))
                .orElseGet(() -> tensor.bytes(9, raw.array()));
    }

    /** A message in the making. */
    static final class Proto {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private void varint(long value) {
            for (long rest = value; ; rest >>>= 7) {
                if (rest < 128) {
                    out.write((int) rest);
                    return;
                }
                out.write((int) ((rest & 127) | 128));
            }
        }

        Proto number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Proto bytes(int field, byte[] value) {
            varint((field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Proto text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Proto message(int field, Proto value) {
            return bytes(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
