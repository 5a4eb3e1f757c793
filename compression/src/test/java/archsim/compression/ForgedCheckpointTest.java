package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints whose digest is right and whose content no run would have written. */
class ForgedCheckpointTest {

    private static final CompressionConfig CONFIG = CompressionConfigs.parse("tiny.json", """
        {"schemaVersion": 1, "network": "lenet5", "scheme": "column-filter", "seed": 3, "batchSize": 32,
         "shiftPixels": 0, "validationImages": 32,
         "dense": {"epochs": 1, "learningRate": 2e-3, "finalLearningRate": 1e-3},
         "rounds": [{
           "layers": {"conv1": {"filters": 8, "columns": 16}, "fc1": {"filters": 40, "columns": 100}},
           "admm": {"iterations": 3, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                    "learningRate": 1e-3, "finalLearningRate": 1e-3},
           "retraining": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}}],
         "quantisation": {"grid": "equal-distance", "bits": 3, "steps": [
           {"share": 1, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
        """);

    private static final DataSet DIGITS = new GeneratedDigits(1).draw(96, 50);
    private static final int DIGEST_BYTES = 64;
    /** Magic and fingerprint; then rows, stage, epoch, step, rho, residual, rounds and end of a search, 56 patterns. */
    private static final int FIELDS = 8 + 64;

    private static final int SEARCH_ROUNDS = FIELDS + 3 * 4 + 8 + 4 + 8;
    private static final int PATTERNS = SEARCH_ROUNDS + 8;
    /** 431,080 parameters in nine arrays of floats, an interval and a threshold a layer. */
    private static final int FLOATS = PATTERNS + 56 * 4;

    private static final int FLAGS = FLOATS + 4 * (9 * 431_080 + 2 * 4);
    private static final int ROWS = FLAGS + 3 * 431_080;

    @TempDir
    private static Path folder;

    private static byte[] sound;

    /** Killed in the second epoch of the retraining, when everything but intervals and thresholds is in use. */
    @BeforeAll
    static void makeACheckpoint() throws IOException {
        stopAfter(5, false);
        sound = Files.readAllBytes(folder.resolve("checkpoint.bin"));
        assertThat(sound).hasSize(ROWS + 5 * 64 + 4 + DIGEST_BYTES);
    }

    private static void stopAfter(int epochs, boolean resume) throws IOException {
        Progress stop = report -> {
            if (report.epochsDone() >= epochs) {
                throw new IllegalStateException("stopped");
            }
        };
        assertThatThrownBy(
                        () -> Compression.run(new CompressionRequest(CONFIG, DIGITS, folder, resume, 2, "test"), stop))
                .hasMessage("stopped");
    }

    private static void goOn(Progress progress) throws IOException {
        Compression.run(new CompressionRequest(CONFIG, DIGITS, folder, true, 2, "test"), progress);
    }

    /** Writes {@code body} with the digest that belongs to it. */
    private static void forge(byte[] body) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(body.length + DIGEST_BYTES);
        file.put(body).put(Sha256.of(body).getBytes(StandardCharsets.US_ASCII));
        Files.write(folder.resolve("checkpoint.bin"), file.array());
    }

    private static byte[] body() {
        return Arrays.copyOf(sound, sound.length - DIGEST_BYTES);
    }

    private static void refuses(byte[] body, String fault) throws IOException {
        forge(body);
        assertThatThrownBy(() -> goOn(report -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void theSoundOneIsGoneOnWith() {
        assertThatCode(() -> {
                    forge(body());
                    stopAfter(6, true);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "1, a search has 0 to 0 rounds here",
        "-1, has begun -1 rounds",
        "2147483647, a search has 0 to 0 rounds here",
    })
    void roundsOfASearchThatThereIsNotAreRefused(int rounds, String fault) throws IOException {
        byte[] body = body();
        ByteBuffer.wrap(body).putInt(SEARCH_ROUNDS, rounds);
        refuses(body, fault);
    }

    @ParameterizedTest
    @CsvSource({
        FLOATS + ", 7fc00000, has a value of NaN",
        (FLOATS + 2 * 431_080 * 4) + ", bf800000, has a magnitude of -1.0",
        FLAGS + ", 02000000, has a flag of 2",
        PATTERNS + ", 0000000f, has kernel patterns [15]",
        (SEARCH_ROUNDS + 4) + ", 00000007, has a flag of 7",
        (FIELDS + 12) + ", 80000000, has made -",
        (FIELDS + 20) + ", ff800000, has a rho of -Infinity",
        (ROWS + 4) + ", 00000002, is at stage 0, epoch 2",
        (ROWS + 16) + ", 40000000, has an epoch 1 of stage 0",
    })
    void fieldsThatNoRunWritesAreRefused(int offset, String hexadecimal, String fault) throws IOException {
        byte[] body = body();
        ByteBuffer.wrap(body).putInt(offset, Integer.parseUnsignedInt(hexadecimal, 16));
        refuses(body, fault);
    }

    /** Anywhere: a field, an array, flags, rows of the history. It is refused, or what it says can be gone on with. */
    @Test
    void noForgeryIsAnsweredWithAnotherException() throws IOException {
        var random = new SplittableRandom(17);
        int[] starts = {FIELDS, FIELDS, PATTERNS, FLOATS, FLAGS, ROWS, sound.length - DIGEST_BYTES};
        for (int i = 0; i < 80; i++) {
            byte[] body = body();
            int part = i % (starts.length - 1);
            for (int change = 0; change <= random.nextInt(3); change++) {
                int at = random.nextInt(starts[part], Math.max(starts[part] + 1, starts[part + 1]));
                body[at] = part == 4 ? (byte) random.nextInt(2) : (byte) random.nextInt();
            }
            if (part == 4 && i % 4 == 0) {
                Arrays.fill(body, FLAGS, FLAGS + 431_080, (byte) 0); // nothing is kept
            }
            forge(body);
            assertThatThrownBy(() -> {
                        goOn(report -> {
                            throw new IllegalStateException("went on");
                        });
                        throw new IllegalStateException("went on");
                    })
                    .as("forgery %d", i)
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(InvalidInputException.class),
                            thrown -> assertThat(thrown).hasMessage("went on"));
        }
    }
}
