package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file that is written may replace. */
class WrittenFileTest {

    @TempDir
    private Path folder;

    private static void refuses(Path path, String found) {
        assertThatThrownBy(() -> AtomicFile.write(path, "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(path + ":\n  must be a file, was " + found);
    }

    @Test
    void theTargetOfALinkIsWrittenAndTheLinkStays() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path target = Files.writeString(other.resolve("page.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other/page.html"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

        AtomicFile.write(second, "new");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isSymbolicLink(second)).isTrue();
        assertThat(Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(target).hasContent("new");
    }

    /** As any program that opens it to write. */
    @Test
    void theTargetOfALinkToNothingIsMade() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("absent"));

        AtomicFile.write(link, "new");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("absent")).hasContent("new");
    }

    @Test
    void aCircleOfLinksIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

        refuses(link, "a link that leads in a circle");
    }

    @Test
    void aFolderIsRefusedAndStays() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("points.csv"));

        refuses(empty, "a folder");
        assertThat(empty).isDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeAndALinkToItAreRefusedAndStay() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);

        refuses(pipe, "a device, pipe or socket");
        refuses(link, "a device, pipe or socket");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketIsRefused() throws IOException {
        Path socket = folder.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            refuses(socket, "a device, pipe or socket");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsRefused() {
        refuses(Path.of("/dev/null"), "a device, pipe or socket");
    }

    /** Even where a shell let them lead to a file: that is open, and a new file in its place would not be. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/1", "/dev/../dev/stdout"})
    @EnabledOnOs(OS.LINUX)
    void theStandardStreamsAreRefused(String stream) {
        refuses(Path.of(stream), "a stream of a process");
    }
}
