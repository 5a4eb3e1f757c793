package archsim.workloads.onnxruntime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A graph of a few nodes, in the wire format of ONNX. */
final class SmallGraph {

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    /** An input or output of floats. */
    SmallGraph value(int field, String name, int... shape) {
        var dims = new ByteArrayOutputStream();
        for (int extent : shape) {
            var dim = new ByteArrayOutputStream();
            number(dim, 1, extent);
            bytes(dims, 1, dim);
        }
        var tensor = new ByteArrayOutputStream();
        number(tensor, 1, 1);
        bytes(tensor, 2, dims);
        var type = new ByteArrayOutputStream();
        bytes(type, 1, tensor);
        var value = new ByteArrayOutputStream();
        text(value, 1, name);
        bytes(value, 2, type);
        bytes(graph, field, value);
        return this;
    }

    SmallGraph input(String name, int... shape) {
        return value(11, name, shape);
    }

    SmallGraph output(String name, int... shape) {
        return value(12, name, shape);
    }

    SmallGraph stored(String name, List<Integer> shape, float... values) {
        var tensor = new ByteArrayOutputStream();
        shape.forEach(extent -> number(tensor, 1, extent));
        number(tensor, 2, 1);
        for (float value : values) {
            tensor.write((4 << 3) | 5);
            int bits = Float.floatToRawIntBits(value);
            for (int i = 0; i < 32; i += 8) {
                tensor.write(bits >>> i);
            }
        }
        text(tensor, 8, name);
        bytes(graph, 5, tensor);
        return this;
    }

    SmallGraph node(String operator, List<String> inputs, String output) {
        var node = new ByteArrayOutputStream();
        inputs.forEach(input -> text(node, 1, input));
        text(node, 2, output);
        text(node, 3, output);
        text(node, 4, operator);
        bytes(graph, 1, node);
        return this;
    }

    byte[] toBytes() {
        var model = new ByteArrayOutputStream();
        number(model, 1, 8);
        var name = new ByteArrayOutputStream();
        text(name, 2, "small");
        graph.writeBytes(name.toByteArray());
        bytes(model, 7, graph);
        var opset = new ByteArrayOutputStream();
        text(opset, 1, "");
        number(opset, 2, 13);
        bytes(model, 8, opset);
        return model.toByteArray();
    }

    private static void number(ByteArrayOutputStream to, int field, long value) {
        to.write(field << 3);
        varint(to, value);
    }

    private static void text(ByteArrayOutputStream to, int field, String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes(to, field, bytes);
    }

    private static void bytes(ByteArrayOutputStream to, int field, ByteArrayOutputStream content) {
        to.write((field << 3) | 2);
        varint(to, content.size());
        to.writeBytes(content.toByteArray());
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long left = value;
        for (; left > 0x7f; left >>>= 7) {
            to.write((int) ((left & 0x7f) | 0x80));
        }
        to.write((int) left);
    }
}
