package archsim.workloads.imports.checkpoint;

import archsim.workloads.model.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a checkpoint of a few hand-made tensors. */
final class Safetensors {

    private final StringBuilder header = new StringBuilder("{");
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Little-endian bytes to fill. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer words(int... words) {
        ByteBuffer bytes = buffer(4 * words.length);
        bytes.asIntBuffer().put(words);
        return bytes;
    }

    static ByteBuffer floats(float... values) {
        ByteBuffer bytes = buffer(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = buffer(values.length);
        Arrays.stream(values).forEach(value -> bytes.put((byte) value));
        return bytes;
    }

    static ByteBuffer longs(long... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        bytes.asLongBuffer().put(values);
        return bytes;
    }

    Safetensors add(String name, ElementType type, ByteBuffer content, int... shape) {
        int begin = data.size();
        data.writeBytes(content.array());
        header.append(header.length() == 1 ? "" : ",")
                .append('"' + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[")
                .append(Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .append("],\"data_offsets\":[" + begin + "," + data.size() + "]}");
        return this;
    }

    /** Writes {@code model.safetensors}, and {@code config.json} with the given settings of quantisation. */
    Path write(Path folder, String quantisation) throws IOException {
        byte[] text = (header + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer length = buffer(8).putLong(text.length);
        var file = new ByteArrayOutputStream();
        file.writeBytes(length.array());
        file.writeBytes(text);
        file.writeBytes(data.toByteArray());
        Files.write(folder.resolve("model.safetensors"), file.toByteArray());
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\":\"llama\",\"quantization_config\":" + quantisation + "}");
        return folder;
    }
}
