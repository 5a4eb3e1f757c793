package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {

    @TempDir
    private Path folder;

    private void refuses(Path file, String fault) {
        assertThatThrownBy(() -> StrictJson.read(file, Machine.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ":\n  " + fault);
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("m.json"), bytes);
    }

    @Test
    void aSoundFileIsRead() throws IOException {
        Path file = file(Machine.SOUND.replace("sticker", "größe").getBytes(StandardCharsets.UTF_8));

        assertThat(StrictJson.read(file, Machine.class).name()).isEqualTo("größe");
    }

    @Test
    void anAbsentFileIsNamed() {
        refuses(folder.resolve("absent.json"), "does not exist");
    }

    @Test
    void aFolderIsNoFile() {
        refuses(folder, "must be a file, was a folder");
    }

    @Test
    void aDeviceIsNoFile() {
        refuses(Path.of("/dev/zero"), "must be a file, was a device or pipe");
    }

    /** Sparse, so that it takes no space. */
    @Test
    void aGigabyteIsRefusedUnread() throws IOException {
        Path file = folder.resolve("huge.json");
        try (var huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 30);
        }

        refuses(file, "must have at most 16777216 bytes, was 1073741824 bytes");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        refuses(file(), "must hold a JSON object, was empty");
    }

    /** ISO 8859-1 writes é as the byte E9, which in UTF-8 begins a sequence that 7D does not go on. */
    @Test
    void anotherEncodingIsNamedWithItsFirstByte() throws IOException {
        refuses(
                file((byte) '{', (byte) '"', (byte) 0xE9, (byte) '}'),
                "must be text in UTF-8, was not at byte 2 (0xE9)");
    }

    /** The last byte begins a sequence that never comes. */
    @Test
    void aCharacterCutShortAtTheEndIsRefused() throws IOException {
        refuses(file((byte) '{', (byte) 0xC3), "must be text in UTF-8, was not at byte 1 (0xC3)");
    }

    @Test
    void utf16IsRefused() throws IOException {
        refuses(file("{}".getBytes(StandardCharsets.UTF_16)), "must be text in UTF-8, was not at byte 0 (0xFE)");
    }

    @Test
    void aByteOrderMarkIsRefusedWithAdvice() throws IOException {
        refuses(
                file((byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) '{', (byte) '}'),
                "must start with {, was a byte order mark: save it as plain UTF-8");
    }

    @Test
    void bytesOfZeroAreNotJson() throws IOException {
        refuses(file(new byte[4]), "is not JSON at line 1, column 1: expected a value, was \"\\u0000\"");
    }
}
