package archsim.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRunTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new Shell(folder, Path.of("../.."));
    }

    private static List<String> page(String command, String output) {
        return List.of("# Page", "```sh", command, "```", "so:", "```text", output, "```", "end");
    }

    @Test
    void outputIsThatOfToday() throws IOException, InterruptedException {
        assertThat(PageRun.renewed(page("echo it took 105 s", "it took 100 s"), shell))
                .isEqualTo(page("echo it took 105 s", "it took 105 s"));
    }

    @Test
    void otherOutputIsAFault() {
        assertThatThrownBy(() -> PageRun.renewed(page("echo it fell", "it rose"), shell))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 7 of the page shows\nit rose\nbut printed is\nit fell");
    }

    @Test
    void aCommandThatFailsIsAFaultWithWhatItSaid() {
        assertThatThrownBy(() -> PageRun.renewed(page("echo no >&2; false; echo on", "on"), shell))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("no");
    }

    @Test
    void commandsShareAFolderAndFindArchsim() throws IOException, InterruptedException {
        List<String> page = List.of(
                "# P",
                "```sh",
                "archsim --version > v",
                "```",
                "```sh",
                "cat v",
                "```",
                "```text",
                "archsim 0.1.0",
                "...",
                "```");
        assertThat(PageRun.renewed(page, shell)).isEqualTo(page);
    }
}
