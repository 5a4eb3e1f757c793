package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    @TempDir
    private Path folder;

    private void refuses(Path out, boolean force, String fault) {
        assertThatThrownBy(() -> OutputFolder.check(out, force)).hasMessage("--out " + out + ":\n  " + fault);
    }

    @Test
    void aFolderThatDoesNotExistIsMadeOnlyWhenThereIsSomethingToWrite() throws IOException {
        Path out = folder.resolve("a").resolve("b");

        OutputFolder checked = OutputFolder.check(out, false);
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(checked.create()).isDirectory();
    }

    @Test
    void aFolderThatHoldsFilesIsRefusedUnlessForced() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(folder, false, "must be empty, was not (--force replaces files in it)");
        assertThat(OutputFolder.check(folder, true).create()).isEqualTo(folder);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(file, true, "must be a folder, was a file");
    }

    @Test
    void aFolderInsideAFileCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(file.resolve("sub"), false, "must be writable, was not: see " + file);
    }
}
