package archsim.workloads.imports.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A graph in the making, in the wire format of ONNX. */
final class TestGraph {

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private int opset = 18;

    TestGraph opset(int version) {
        opset = version;
        return this;
    }

    /** {@code "2x3"}; a letter leaves an extent open, and nothing is a single number. */
    TestGraph input(String name, String shape) {
        bytes(graph, 11, declared(name, shape));
        return this;
    }

    TestGraph record(String name, String shape) {
        bytes(graph, 13, declared(name, shape));
        return this;
    }

    private static byte[] declared(String name, String shape) {
        var dims = new ByteArrayOutputStream();
        for (String extent : shape.isEmpty() ? new String[0] : shape.split("x", -1)) {
            var dim = new ByteArrayOutputStream();
            if (extent.matches("[0-9]+")) {
                number(dim, 1, Long.parseLong(extent));
            } else {
                text(dim, 2, extent);
            }
            bytes(dims, 1, dim.toByteArray());
        }
        var tensor = new ByteArrayOutputStream();
        number(tensor, 1, 1);
        bytes(tensor, 2, dims.toByteArray());
        var type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        var value = new ByteArrayOutputStream();
        text(value, 1, name);
        bytes(value, 2, type.toByteArray());
        return value.toByteArray();
    }

    /** Whole numbers, one axis; or one number without axes. */
    TestGraph integers(String name, boolean scalar, long... numbers) {
        var tensor = new ByteArrayOutputStream();
        if (!scalar) {
            number(tensor, 1, numbers.length);
        }
        number(tensor, 2, 7);
        for (long value : numbers) {
            number(tensor, 7, value);
        }
        text(tensor, 8, name);
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    /** Floats 0, 1, 2, ... of some shape, the first of them zero. */
    TestGraph weights(String name, int... shape) {
        int count = 1;
        var tensor = new ByteArrayOutputStream();
        for (int extent : shape) {
            number(tensor, 1, extent);
            count *= extent;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return stored(tensor, name, values);
    }

    /** Bytes 0, 1, 2, ... of some shape, without a sign. */
    TestGraph bytes(String name, int... shape) {
        int count = 1;
        var tensor = new ByteArrayOutputStream();
        for (int extent : shape) {
            number(tensor, 1, extent);
            count *= extent;
        }
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) i;
        }
        number(tensor, 2, 2);
        text(tensor, 8, name);
        bytes(tensor, 9, values);
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    TestGraph floats(String name, float... values) {
        var tensor = new ByteArrayOutputStream();
        number(tensor, 1, values.length);
        return stored(tensor, name, values);
    }

    TestGraph stored(String name, List<Integer> shape, float... values) {
        var tensor = new ByteArrayOutputStream();
        shape.forEach(extent -> number(tensor, 1, extent));
        return stored(tensor, name, values);
    }

    private TestGraph stored(ByteArrayOutputStream tensor, String name, float[] values) {
        number(tensor, 2, 1);
        text(tensor, 8, name);
        for (float value : values) {
            varint(tensor, (4 << 3) | 5);
            int bits = Float.floatToRawIntBits(value);
            for (int i = 0; i < 4; i++) {
                tensor.write(bits >>> (8 * i));
            }
        }
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    /**
     * A node.
     *
     * @param inputs names, empty where one is left out
     * @param attributes {@code name=1,2} of whole numbers, {@code name=WORD} of text, {@code name={}} an empty graph
     */
    TestGraph node(String operator, List<String> inputs, List<String> outputs, String... attributes) {
        var node = new ByteArrayOutputStream();
        inputs.forEach(input -> text(node, 1, input));
        outputs.forEach(output -> text(node, 2, output));
        text(node, 3, outputs.get(0) + "_node");
        int dot = operator.lastIndexOf('.');
        text(node, 4, operator.substring(dot + 1));
        for (String attribute : attributes) {
            bytes(node, 5, attribute(attribute));
        }
        text(node, 7, dot < 0 ? "" : operator.substring(0, dot));
        bytes(graph, 1, node.toByteArray());
        return this;
    }

    private static byte[] attribute(String said) {
        int equals = said.indexOf('=');
        var attribute = new ByteArrayOutputStream();
        text(attribute, 1, said.substring(0, equals));
        String value = said.substring(equals + 1);
        if (value.equals("{}")) {
            bytes(attribute, 6, new byte[0]);
        } else if (!value.matches("-?[0-9].*")) {
            text(attribute, 4, value);
        } else if (value.contains(",")) {
            for (String number : value.split(",", -1)) {
                if (!number.isEmpty()) {
                    number(attribute, 8, Long.parseLong(number));
                }
            }
        } else {
            number(attribute, 3, Long.parseLong(value));
        }
        return attribute.toByteArray();
    }

    byte[] bytes() {
        var model = new ByteArrayOutputStream();
        number(model, 1, 8);
        bytes(model, 7, graph.toByteArray());
        var set = new ByteArrayOutputStream();
        number(set, 2, opset);
        bytes(model, 8, set.toByteArray());
        return model.toByteArray();
    }

    OnnxModel.Followed follow(Answers answers) {
        return OnnxModel.read("m.onnx", ByteBuffer.wrap(bytes()), ExternalFiles.NONE)
                .follow(answers, name -> name);
    }

    /** {@code "CxHxW>KxPxQ"} of each layer with its multiply-accumulates. */
    List<String> layers(Answers answers) {
        var found = new ArrayList<String>();
        for (GraphLayer layer : follow(answers).layers()) {
            var shape = layer.layer().shape();
            found.add(shape.c() + "x" + shape.h() + "x" + shape.w() + ">" + shape.k() + "x" + shape.p() + "x"
                    + shape.q() + " " + shape.macs());
        }
        return found;
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void text(ByteArrayOutputStream out, int field, String value) {
        bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, ((long) field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~127L) != 0) {
            out.write((int) ((rest & 127) | 128));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
