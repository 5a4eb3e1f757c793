package archsim.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.cli.output.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    private static Path shared;

    private static Path result;

    @TempDir
    private Path folder;

    private Path page;

    @BeforeAll
    static void runOnce() {
        result = shared.resolve("a run");
        assertThat(Outcome.of("--config", "diannao.json", "--out", result.toString())
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void namePage() {
        page = folder.resolve("page.html");
    }

    private Outcome report(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "report";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return Outcome.of(words);
    }

    @Test
    void aFolderBecomesAPageThatSaysHowItWasMade() throws IOException {
        Outcome outcome = report(result, "--out", page);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("wrote " + page + "\n");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("archsim report &#39;" + result + "&#39; --out " + page);
    }

    @Test
    void severalResultsBecomeOnePage() throws IOException {
        assertThat(report(result, result.resolve("result.json"), "--out", page).exitCode())
                .isZero();
        assertThat(Files.readString(page)).contains("lenet5-mnist-dense #2");
    }

    @Test
    void aPageThatIsThereIsKeptUnlessToldOtherwise() throws IOException {
        Files.writeString(page, "mine");
        Outcome outcome = report(result, "--out", page);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("--out " + page + ":\n  is there already (--force replaces it)\n");
        assertThat(page).hasContent("mine");
        assertThat(report(result, "--out", page, "--force").exitCode()).isZero();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void figuresAreWrittenInTheLookAskedFor() throws IOException {
        Path dark = folder.resolve("dark");
        assertThat(report(result, "--out", page, "--figures", dark, "--look", "dark")
                        .exitCode())
                .isZero();
        try (var files = Files.list(dark)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("storage.png", "storage.svg", "storage.pdf", "roofline.pdf", "accuracy.svg")
                    .hasSize(7 * 3);
        }
        assertThat(Files.readString(dark.resolve("cycles.svg")))
                .contains("rgb(22,24,29)")
                .doesNotContain("rgb(32,32,32)");
    }

    /** Both files are wrong, and nothing is written. */
    @Test
    void allFaultsOfAllFilesAreToldAtOnce() throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), "{");
        Path other = folder.resolve("missing");
        Outcome outcome = report(one, result, other, "--out", page, "--figures", folder.resolve("figures"));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(one.toString(), other.toString());
        assertThat(page).doesNotExist();
        assertThat(folder.resolve("figures")).doesNotExist();
    }

    @Test
    void wordsAreQuotedAsAShellNeedsIt() {
        assertThat(ShellWord.of("out/a-1")).isEqualTo("out/a-1");
        assertThat(ShellWord.of("a b")).isEqualTo("'a b'");
        assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }
}
