package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import archsim.base.InvalidInputException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 3000 damaged files of each format: each is refused with one clear error, or still makes a model. */
class ImportFuzzTest {

    private static final int CASES = 3000;
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

    @ParameterizedTest
    @ValueSource(strings = {"m.safetensors", "m.npz", "m.npy", "m.onnx"})
    void aDamagedFileIsToldInWords(String name) {
        byte[] sound = sound(name);
        var random = new SplittableRandom(17);
        int refused = 0;
        for (int round = 0; round < CASES; round++) {
            byte[] damaged = damaged(sound, random);
            try {
                ModelImport.of(name, damaged, OPTIONS);
            } catch (InvalidInputException e) {
                assertThat(e.file()).isEqualTo(name);
                assertThat(e.faults()).isNotEmpty();
                refused++;
            } catch (RuntimeException | OutOfMemoryError e) {
                fail("case " + round + " of " + name + " was not refused in words", e);
            }
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
