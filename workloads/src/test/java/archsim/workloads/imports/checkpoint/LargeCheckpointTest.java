package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.imports.ImportOptions;
import archsim.workloads.imports.LayerNames;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ElementType;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 16 GiB in four shards, of which the last weight of each layer is 1 (0x3F80) and all others are holes in the file. */
class LargeCheckpointTest {

    private static final int SHARDS = 4;
    private static final int LAYERS_OF_SHARD = 32;
    private static final int SIDE = 8_192;
    private static final int SMALL_SIDE = 64;
    private static final long LAYER_BYTES = 2L * SIDE * SIDE + 2L * SMALL_SIDE * SMALL_SIDE;
    private static final long MOST_BYTES = 8L << 20;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        var index = new StringJoiner(",", "{\"weight_map\":{", "}}");
        for (int shard = 0; shard < SHARDS; shard++) {
            String file = "model-" + shard + ".safetensors";
            var header = new StringJoiner(",", "{", "}");
            for (int i = 0; i < LAYERS_OF_SHARD; i++) {
                String layer = "model.layers." + (shard * LAYERS_OF_SHARD + i) + ".mlp.";
                long begin = i * LAYER_BYTES;
                long end = begin + LAYER_BYTES;
                long middle = end - 2L * SMALL_SIDE * SMALL_SIDE;
                header.add(entry(layer + "up_proj.weight", SIDE, begin, middle));
                header.add(entry(layer + "small_proj.weight", SMALL_SIDE, middle, end));
                index.add("\"" + layer + "up_proj.weight\":\"" + file + "\"");
                index.add("\"" + layer + "small_proj.weight\":\"" + file + "\"");
            }
            write(folder.resolve(file), header.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), index.toString());
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
    }

    private static String entry(String tensor, int side, long begin, long end) {
        return "\"" + tensor + "\":{\"dtype\":\"" + ElementType.BF16 + "\",\"shape\":[" + side + "," + side
                + "],\"data_offsets\":[" + begin + "," + end + "]}";
    }

    private static void write(Path path, byte[] header) throws IOException {
        ByteBuffer length = Safetensors.longs(header.length);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(Safetensors.content(length));
            file.write(header);
            for (int i = 1; i <= LAYERS_OF_SHARD; i++) {
                file.seek(8 + header.length + i * LAYER_BYTES - 2L * SMALL_SIDE * SMALL_SIDE - 2);
                file.write(new byte[] {(byte) 0x80, 0x3f});
                file.seek(8 + header.length + i * LAYER_BYTES - 2);
                file.write(new byte[] {(byte) 0x80, 0x3f});
            }
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void shardsOf16GigabytesAreMapped() {
        long before = allocatedBytes();
        Checkpoint checkpoint = Checkpoint.open(folder);
        StoredMatrix last = checkpoint.matrix("model.layers.127.mlp.up_proj").orElseThrow();
        float[] row = new float[SIDE];
        last.values().get().read(SIDE - 1, row);

        assertThat(allocatedBytes() - before).isLessThan(MOST_BYTES);
        assertThat(checkpoint.matrices().stream()
                        .mapToLong(StoredMatrix::weights)
                        .sum())
                .isEqualTo((1L << 33) + 128L * SMALL_SIDE * SMALL_SIDE);
        assertThat(row[SIDE - 1]).isEqualTo(1);
        assertThat(row[SIDE - 2]).isZero();
    }

    /** What is not wanted is neither read nor made room for. */
    @Test
    void someLayersAreImportedInTheMemoryThatTheyTake() {
        var wanted = ImportOptions.NONE.withOnly(Optional.of(new LayerNames("model.layers.12*.small_proj")));
        long before = allocatedBytes();
        ModelImport made = ModelImport.of(folder, wanted, "0");

        assertThat(allocatedBytes() - before).isLessThan(MOST_BYTES);
        assertThat(made.model().layers())
                .hasSize(9)
                .allMatch(layer -> layer.weights().mask().count() == 1)
                .extracting(layer -> layer.layer().name())
                .startsWith("model.layers.12.mlp.small_proj", "model.layers.120.mlp.small_proj");
        assertThat(made.model().layers())
                .extracting(CompressedLayer::weights)
                .allMatch(weights -> weights.value(SMALL_SIDE * SMALL_SIDE - 1) == 1);
        assertThat(made.notes()).anyMatch(note -> note.startsWith("9 of 256 layers are kept"));
    }

    @Test
    void allLayersAreRefusedWithTheWayOut() {
        assertThatThrownBy(() -> ModelImport.of(folder, ImportOptions.NONE, "0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must make a model of at most 1073741824 bytes, was of 34361835520")
                .hasMessageContaining("--only");
    }

    @Test
    void namesThatNoLayerHasAreRefused() {
        var wanted = ImportOptions.NONE.withOnly(Optional.of(new LayerNames("model.layer.0.*")));
        assertThatThrownBy(() -> ModelImport.of(folder, wanted, "0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must have a layer that fits --only model.layer.0.*, has model.layers.0.");
    }
}
