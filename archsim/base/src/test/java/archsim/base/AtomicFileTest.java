package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void theOldFileGivesWayToTheNew() throws IOException {
        Path target = folder.resolve("result.json");
        AtomicFile.write(target, "old");
        AtomicFile.write(target, "größer");

        assertThat(target).hasContent("größer");
        assertThat(folder.toFile().list()).containsExactly("result.json");
    }

    @Test
    void aWriterThatFailsHalfWayLeavesTheOldFileAndNoRemains() throws IOException {
        Path target = folder.resolve("result.json");
        AtomicFile.write(target, "old");

        assertThatThrownBy(() -> AtomicFile.write(target, path -> {
                    Files.writeString(path, "half");
                    throw new IOException("disk full");
                }))
                .hasMessage(target + " could not be written (disk full)");
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("result.json");
    }

    /** As any program's files: a temporary file would be for its owner alone. */
    @Test
    void othersMayReadWhatTheyMayReadOfAnyNewFile() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        Path target = folder.resolve("result.json");
        AtomicFile.write(target, "x");

        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void aMissingFolderIsNamed() {
        Path target = folder.resolve("absent").resolve("result.json");

        assertThatThrownBy(() -> AtomicFile.write(target, "x"))
                .isInstanceOf(AtomicFile.FailedException.class)
                .hasMessage(target + " could not be written (its folder is gone)");
    }
}
