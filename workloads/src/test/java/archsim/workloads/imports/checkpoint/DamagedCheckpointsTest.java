package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged checkpoints of each layout: each is refused in words, or still gives numbers that are finite. A few hundred of each in
 * every build; 3,000 by {@code -Darchsim.test.damagedCheckpoints=3000}.
 */
class DamagedCheckpointsTest {

    private static final int CASES = Integer.getInteger("archsim.test.damagedCheckpoints", 300);
    private static final long MINUTES = 4;

    @TempDir
    private Path folder;

    static Stream<String> names() {
        return PublishedLayouts.NAMES.stream();
    }

    /** One layer is read of each checkpoint that opens: the others are like it. */
    private static void read(Checkpoint checkpoint) {
        checkpoint.matrices().stream().limit(2).forEach(StoredMatrix::keptWeights);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = MINUTES, unit = TimeUnit.MINUTES)
    void aDamagedFolderIsRefusedInWords(String name) throws IOException {
        PublishedLayouts.copy(name, folder);
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.sorted().toList();
        }
        var random = new SplittableRandom(19);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            Files.write(file, damaged(sound, random));
            refused += isRefused(folder, name + " " + i) ? 1 : 0;
            Files.write(file, sound);
        }
        assertThat(refused).isBetween(CASES / 4, CASES);
        assertThat(isRefused(folder, name)).isFalse();
    }

    @Test
    @Timeout(value = MINUTES, unit = TimeUnit.MINUTES)
    void aDamagedGgufFileIsRefusedInWords() throws IOException {
        byte[] sound = new GgufSample()
                .tensor("blk.0.attn_q.weight", 2, ByteBuffer.allocate(36), 64, 1)
                .tensor("blk.0.attn_k.weight", 12, ByteBuffer.allocate(288), 256, 2)
                .tensor("output.weight", 14, ByteBuffer.allocate(210), 256, 1)
                .toBytes();
        Path file = folder.resolve("m.gguf");
        var random = new SplittableRandom(23);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Files.write(file, damaged(sound, random));
            refused += isRefused(file, "gguf " + i) ? 1 : 0;
        }
        assertThat(refused).isBetween(CASES / 4, CASES);
    }

    private static boolean isRefused(Path path, String what) {
        try {
            read(Checkpoint.open(path));
            return false;
        } catch (InvalidInputException e) {
            assertThat(e.lines()).as(what).isNotEmpty();
            return true;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return fail(what + " was not refused in words", e);
        }
    }

    /** Cut off, some bits turned in the first kilobytes, where all sizes are, or anywhere, or digits that declare much. */
    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] damaged = sound.clone();
        int reach = Math.min(damaged.length, random.nextBoolean() ? 2_000 : damaged.length);
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1, 2 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    damaged[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                int from = random.nextInt(reach);
                Arrays.fill(damaged, from, Math.min(damaged.length, from + random.nextInt(1, 9)), (byte)
                        (random.nextBoolean() ? 0xFF : '9'));
            }
        }
        return damaged;
    }
}
