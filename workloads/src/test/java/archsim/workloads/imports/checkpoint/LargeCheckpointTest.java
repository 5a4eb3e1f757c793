package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.model.ElementType;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeCheckpointTest {

    private static final int LAYERS = 128;
    private static final int SIDE = 8_192;
    private static final long LAYER_BYTES = 2L * SIDE * SIDE;
    private static final long MOST_BYTES = 8L << 20;

    @TempDir
    private Path folder;

    /** 16 GiB, of which the last weight is 1 (0x3F80) and all others are holes in the file. */
    @Test
    void aFileOf16GigabytesIsMapped() throws IOException {
        write();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        Checkpoint checkpoint = Checkpoint.open(folder);
        StoredMatrix last = checkpoint.matrix("model.layers.127.mlp.up_proj").orElseThrow();
        float[] row = new float[SIDE];
        last.values().get().read(SIDE - 1, row);

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        assertThat(checkpoint.matrices().stream()
                        .mapToLong(StoredMatrix::weights)
                        .sum())
                .isEqualTo(1L << 33);
        assertThat(row[SIDE - 1]).isEqualTo(1);
        assertThat(row[SIDE - 2]).isZero();
    }

    private void write() throws IOException {
        var header = new StringBuilder("{");
        for (int i = 0; i < LAYERS; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"model.layers." + i + ".mlp.up_proj.weight\":{\"dtype\":\"" + ElementType.BF16)
                    .append("\",\"shape\":[" + SIDE + "," + SIDE + "],\"data_offsets\":[")
                    .append(i * LAYER_BYTES + "," + (i + 1) * LAYER_BYTES + "]}");
        }
        byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer length = Safetensors.longs(text.length);
        try (var file = new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
            file.write(Safetensors.content(length));
            file.write(text);
            file.seek(8 + text.length + LAYERS * LAYER_BYTES - 2);
            file.write(new byte[] {(byte) 0x80, 0x3f});
        }
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
    }
}
