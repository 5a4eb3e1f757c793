package archsim.workloads.imports.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small GGUF files of version 3. */
final class GgufSample {

    private static final int ALIGNMENT = 32;

    private final List<byte[]> infos = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param extents innermost axis first */
    GgufSample tensor(String name, int type, ByteBuffer blocks, long... extents) {
        ByteBuffer info = buffer(8 + name.length() + 4 + 8 * extents.length + 4 + 8);
        text(info, name).putInt(extents.length);
        for (long extent : extents) {
            info.putLong(extent);
        }
        info.putInt(type).putLong(data.size());
        infos.add(Safetensors.content(info));
        data.writeBytes(Safetensors.content(blocks));
        data.writeBytes(new byte[Math.floorMod(-data.size(), ALIGNMENT)]);
        return this;
    }

    private static ByteBuffer text(ByteBuffer to, String text) {
        return to.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] toBytes() {
        var file = new ByteArrayOutputStream();
        ByteBuffer head = buffer(200);
        head.putInt(0x46554747).putInt(3).putLong(infos.size()).putLong(2);
        text(text(head, "general.architecture").putInt(8), "llama");
        text(head, "tokenizer.ggml.scores")
                .putInt(9)
                .putInt(6)
                .putLong(2)
                .putFloat(1)
                .putFloat(2);
        file.write(Safetensors.content(head), 0, head.position());
        infos.forEach(file::writeBytes);
        file.writeBytes(new byte[Math.floorMod(-file.size(), ALIGNMENT)]);
        file.writeBytes(data.toByteArray());
        return file.toByteArray();
    }
}
