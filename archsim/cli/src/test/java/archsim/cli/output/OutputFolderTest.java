package archsim.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
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
        try (OpenOutput open = checked.open()) {
            assertThat(open.folder().orElseThrow()).isDirectory();
        }
    }

    @Test
    void aFolderThatHoldsFilesIsRefusedUnlessForced() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(folder, false, "must be empty, was not (--force replaces files in it)");
        try (OpenOutput open = OutputFolder.check(folder, true).open()) {
            assertThat(open.folder()).contains(folder);
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(file, true, "must be a folder, was a file");
    }

    @Test
    void aLinkToNothingIsNoFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        refuses(link, true, "must be a folder, was a link to nothing");
    }

    /** As a shell makes of an unset variable. */
    @Test
    void anEmptyNameIsNotTheWorkingFolder() {
        refuses(Path.of(""), true, "must name a folder, was empty");
    }

    /** The parent was there when it was checked. */
    @Test
    void aFolderThatCannotBeMadeAfterAllIsTheUsersFault() throws IOException {
        OutputFolder checked = OutputFolder.check(folder.resolve("out"), false);
        Files.writeString(folder.resolve("out"), "in the way");

        assertThatThrownBy(checked::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("could not be made");
    }

    @Test
    void aFolderInsideAFileCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

        refuses(file.resolve("sub"), false, "must be writable, was not: see " + file);
    }
}
