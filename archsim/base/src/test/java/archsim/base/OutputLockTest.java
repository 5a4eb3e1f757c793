package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {

    @TempDir
    private Path folder;

    private void refuses(Path path) {
        assertThatThrownBy(() -> OutputLock.ofFolder("--out x", path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--out x:\n  is being written by another archsim");
    }

    @Test
    void aLockedFolderIsRefusedUntilItsHolderIsDone() throws IOException {
        try (OutputLock held = OutputLock.ofFolder("--out x", folder)) {
            refuses(folder);
            refuses(folder);
            assertThat(held).isNotNull();
        }
        OutputLock.ofFolder("--out x", folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    /** The process below holds the lock until its input ends. */
    @Test
    void anotherProcessIsSeen() throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString())
                .start();
        assertThat(holder.getInputStream().read()).isEqualTo('h');

        refuses(folder);
        holder.destroyForcibly().waitFor();
        assertThat(folder.resolve(".archsim.lock")).exists();

        OutputLock.ofFolder("--out x", folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void temporaryFilesOfKilledProcessesGoAndAllOthersStay() throws IOException {
        for (String name : new String[] {".checkpoint.bin123.part", ".result.json9.part", "movie.part", ".hidden"}) {
            Files.writeString(folder.resolve(name), "x");
        }
        try (OutputLock held = OutputLock.ofFolder("--out x", folder)) {
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("movie.part", ".hidden", ".archsim.lock");
            Files.writeString(folder.resolve(".late.csv1.part"), "of a thread that was stopped");
            assertThat(held).isNotNull();
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("movie.part", ".hidden");
    }

    /** The folder of a single file is not archsim's: what it holds of other names is left alone. */
    @Test
    void aFileIsLockedByItself() throws IOException {
        Files.writeString(folder.resolve(".page.html77.part"), "x");
        Files.writeString(folder.resolve(".other.html77.part"), "x");
        try (OutputLock held = OutputLock.ofFile("-o page.html", folder.resolve("page.html"))) {
            assertThatThrownBy(() -> OutputLock.ofFile("-o page.html", folder.resolve("page.html")))
                    .hasMessageContaining("is being written by another archsim");
            OutputLock.ofFile("-o b.html", folder.resolve("b.html")).close();
            assertThat(held).isNotNull();
        }
        assertThat(folder.toFile().list()).containsExactly(".other.html77.part");
    }

    /** Holds a lock until it is killed. */
    static final class LockHolder {

        private LockHolder() {}

        public static void main(String... arguments) throws IOException {
            try (OutputLock held = OutputLock.ofFolder("--out x", Path.of(arguments[0]))) {
                System.out.write('h');
                System.out.flush();
                System.out.write(System.in.read() + held.hashCode());
            }
        }
    }
}
