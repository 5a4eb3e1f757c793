package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import archsim.base.InvalidInputException;
import archsim.workloads.model.ModelFile;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 3000 damaged files of each format: each is refused with one clear error, or still makes a model; and it never takes more
 * than 16 MiB, though the files declare sizes of up to 2^63.
 */
class ImportFuzzTest {

    private static final int CASES = 3000;
    private static final long MOST_BYTES = 16L << 20;
    private static final ImportOptions OPTIONS =
            new ImportOptions(Optional.empty(), OptionalInt.of(9), OptionalInt.of(9), Map.of(), Optional.empty());

    private static byte[] sound(String name) {
        return switch (name) {
            case "m.safetensors" -> SampleFiles.safetensors();
            case "m.npz" -> SampleFiles.npz();
            case "m.npy" -> SampleFiles.npy("4, 18", SampleFiles.values(72));
            default -> SampleFiles.onnx(false);
        };
    }

    /** All that this thread ever made, freed or not. */
    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.safetensors", "m.npz", "m.npy", "m.onnx"})
    void aDamagedFileIsToldInWords(String name) {
        fuzz(name, sound(name), (file, content) -> ModelImport.of(file, content, OPTIONS));
    }

    /** Manifest and embedded network are in the header: most damage hits them. */
    @Test
    void aDamagedModelIsToldInWords() {
        byte[] model = ModelFile.toBytes(ModelImport.of("m.onnx", SampleFiles.onnx(false), ImportOptions.NONE)
                .model());
        fuzz("m.safetensors", model, (file, content) -> ModelFile.read(file, content));
    }

    private static void fuzz(String name, byte[] sound, BiConsumer<String, byte[]> reading) {
        var random = new SplittableRandom(17);
        int refused = 0;
        for (int round = 0; round < CASES; round++) {
            byte[] damaged = damaged(sound, random);
            long before = allocatedBytes();
            try {
                reading.accept(name, damaged);
            } catch (InvalidInputException e) {
                assertThat(e.file()).isEqualTo(name);
                assertThat(e.lines()).isNotEmpty();
                refused++;
            } catch (RuntimeException | OutOfMemoryError e) {
                fail("case " + round + " of " + name + " was not refused in words", e);
            }
            assertThat(allocatedBytes() - before).as("bytes of case " + round).isLessThan(MOST_BYTES);
        }
        assertThat(refused).isGreaterThan(CASES / 4);
    }

    /** Cut off, some bits turned, or a run of bytes that declares something huge. */
    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] damaged = sound.clone();
        switch (random.nextInt(3)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                int from = random.nextInt(damaged.length);
                int to = Math.min(damaged.length, from + random.nextInt(1, 9));
                Arrays.fill(
                        damaged, from, to, (byte) (random.nextBoolean() ? 0xFF : random.nextBoolean() ? 0x7F : '9'));
            }
        }
        return damaged;
    }
}
