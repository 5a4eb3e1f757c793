package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.ShippedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faulty model files, from the command line to the message: one clear line, exit code 2, no stack trace. */
class ModelFaultsTest {

    private static final byte[] SOUND = new ShippedFiles("archsim/models", ".safetensors")
            .find("lenet5-mnist-dense")
            .orElseThrow();
    private static final int HEADER_BYTES =
            (int) ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN).getLong();

    @TempDir
    private Path folder;

    /** The one fault that both commands tell of a file with {@code content}. */
    private String faultOf(byte[] content) throws IOException {
        Path model = Files.write(folder.resolve("m.safetensors"), content);
        Outcome storage = Outcome.of("storage", model.toString());
        assertThat(storage.exitCode()).as(storage.err()).isEqualTo(2);
        assertThat(storage.out()).isEmpty();
        assertThat(storage.err()).startsWith(model + ":\n  ").hasLineCount(2);
        String fault = storage.err().lines().skip(1).findFirst().orElseThrow().strip();
        Path config = Files.writeString(
                folder.resolve("run.json"),
                ConfigFaultsTest.SOUND.replaceFirst("(?s)\\[\\{.*\\}\\]", "[{\"model\": \"m.safetensors\"}]"));
        Outcome run = Outcome.of(
                "--config", config.toString(), "--out", folder.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(config + ":\n  /workloads/0/model names " + model + ": " + fault + System.lineSeparator());
        assertThat(folder.resolve("out")).doesNotExist();
        return fault;
    }

    /** Every byte of the length, then every 97th of the header; the reader's own test takes all. */
    @Test
    void aFileThatEndsInItsHeaderIsTold() throws IOException {
        for (int size = 0; size < 8 + HEADER_BYTES; size += size < 8 ? 1 : 97) {
            assertThat(faultOf(Arrays.copyOf(SOUND, size)))
                    .startsWith(size < 8 ? "must start with a header length" : "must have a header of at most");
        }
    }

    @ParameterizedTest
    @CsvSource({"2147483648", "-1", "9223372036854775807"})
    void aHeaderBeyondTheFileIsTold(long length) throws IOException {
        byte[] faulty = SOUND.clone();
        ByteBuffer.wrap(faulty).order(ByteOrder.LITTLE_ENDIAN).putLong(length);

        assertThat(faultOf(faulty)).startsWith("must have a header of at most").endsWith(Long.toUnsignedString(length));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [20,1,5,5]  | [9999999999]  | must be a whole number from 0 to 2147483647, was 9999999999
            [20,1,5,5]  | [1,20,5,5]    | /conv1.weight must have shape [20, 1, 5, 5], was [1, 20, 5, 5]
            [20,1,5,5]  | [0e9999999999999] | /conv1.weight has shape [0] of I8, 0 bytes, but its data_offsets hold 500 bytes
            """)
    void aFaultyHeaderIsTold(String sound, String faulty, String fault) throws IOException {
        String header = new String(SOUND, 8, HEADER_BYTES, StandardCharsets.UTF_8);
        assertThat(header).contains(sound);
        byte[] changed = header.replace(sound, faulty).getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(SOUND.length + changed.length - HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(changed.length).put(changed).put(SOUND, 8 + HEADER_BYTES, SOUND.length - 8 - HEADER_BYTES);

        assertThat(faultOf(file.array())).contains(fault);
    }

    /** The first four bytes behind the header are the first bias: all bits set is NaN. */
    @Test
    void aNumberThatIsNoneIsTold() throws IOException {
        byte[] faulty = SOUND.clone();
        Arrays.fill(faulty, 8 + HEADER_BYTES, 8 + HEADER_BYTES + 4, (byte) 0xFF);

        assertThat(faultOf(faulty)).isEqualTo("/conv1.bias must hold finite numbers only, was NaN at element 0");
    }
}
