package archsim.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.AtomicFile;
import archsim.base.OutputLock;
import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands that write a file or a folder may replace. */
class OutputFileTest {

    @TempDir
    private Path folder;

    private Path result;

    @BeforeEach
    void writeAResult() throws IOException {
        result = folder.resolve("result");
        Path config = Files.writeString(folder.resolve("run.json"), """
                {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
                 "workloads": [{"network": "lenet5"}]}
                """);
        Outcome outcome = Outcome.of("run", "--config", config.toString(), "--out", result.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private static void refuses(Outcome outcome, String fault) {
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(fault).doesNotContain("\tat ");
    }

    private Path pipe(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        return path;
    }

    private Outcome report(Path page) {
        return Outcome.of("report", result.toString(), "-o", page.toString(), "--force");
    }

    @Test
    void aReportIsWrittenThroughALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("page.html"), target);

        assertThat(Outcome.of("report", result.toString(), "-o", link.toString())
                        .err())
                .contains("is there already (--force replaces it)");
        assertThat(report(link).exitCode()).isZero();

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(target)).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/null, 'must be a file, was a device, pipe or socket'",
        "/dev/full, 'must be a file, was a device, pipe or socket'",
        "/dev/stdout, 'must be a file, was a stream of a process'",
        "/proc/self/fd/1, 'must be a file, was a stream of a process'"
    })
    @EnabledOnOs(OS.LINUX)
    void devicesAndStreamsAreRefused(String path, String fault) {
        refuses(report(Path.of(path)), "--out " + path + ":\n  " + fault);
        refuses(
                Outcome.of("prune", "lenet5-mnist-dense", "--scheme", "dense", "--bits", "4", "-o", path, "--force"),
                path);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipesAreRefusedAndStay() throws IOException, InterruptedException {
        Path pipe = pipe(folder.resolve("page.safetensors"));
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), pipe);

        for (Path path : new Path[] {pipe, link}) {
            refuses(report(path), "must be a file, was a device, pipe or socket");
            refuses(
                    Outcome.of(
                            "prune",
                            "lenet5-mnist-dense",
                            "--scheme",
                            "dense",
                            "--bits",
                            "4",
                            "-o",
                            path.toString(),
                            "--force"),
                    "must be a file, was a device, pipe or socket");
        }
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    /** Each command with an output folder that holds a pipe under the name of a file of its own. */
    @ParameterizedTest
    @CsvSource({
        "result.json, run --config sticker --out",
        "points.csv, sweep --config pruning-rate --out",
        "study.md, study lenet5 --out",
        "model.safetensors, compress --config lenet5-dense --out",
        "wins.csv, analyse wins --config pruning-rate --out",
        "x.png, validate --out"
    })
    @EnabledOnOs(OS.LINUX)
    void aFolderThatHoldsAPipeIsRefusedBeforeAnyWork(String name, String command)
            throws IOException, InterruptedException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path pipe = pipe(out.resolve(name));

        refuses(
                Outcome.of((command + " " + out + " --force").split(" ", -1)),
                "must hold files only, but " + name + " is a device, pipe or socket");
        assertThat(Files.exists(pipe)).isTrue();
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void filesInAFolderAreWrittenThroughLinks() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path target = Files.writeString(folder.resolve("elsewhere.json"), "old");
        Path link = Files.createSymbolicLink(out.resolve("result.json"), target);
        String config = folder.resolve("run.json").toString();

        assertThat(Outcome.of("run", "--config", config, "--out", out.toString(), "--force")
                        .exitCode())
                .isZero();

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(target).hasSameBinaryContentAs(result.resolve("result.json"));
    }

    /** As Java 17 does not make folders where a link to one is. */
    @Test
    void aFolderIsWrittenThroughALink() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        String config = folder.resolve("run.json").toString();

        assertThat(Outcome.of("run", "--config", config, "--out", link.toString())
                        .exitCode())
                .isZero();
        assertThat(target.resolve("result.json")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "run --config sticker --out",
        "sweep --config pruning-rate --out",
        "study lenet5 --out",
        "compress --config lenet5-dense --out",
        "analyse wins --config pruning-rate --out",
        "analyse tornado --config pruning-rate --out",
        "analyse break-even --config pruning-rate --out",
        "price RESULT --out",
        "report RESULT -o PAGE --figures",
        "validate --out"
    })
    void aFolderThatAnotherProcessWritesIsRefused(String command) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        String[] words = (command + " " + out + " --force")
                .replace("RESULT", result.toString())
                .replace("PAGE", folder.resolve("page.html").toString())
                .split(" ", -1);
        try (OutputLock held = OutputLock.ofFolder("test", out)) {
            Outcome outcome = Outcome.of(words);

            assertThat(outcome.exitCode()).as("%s", held).isEqualTo(2);
            assertThat(outcome.err()).contains(out + ":\n  is being written by another archsim\n");
            assertThat(out.toFile().list()).containsExactly(".archsim.lock");
        }
        assertThat(out).isEmptyDirectory();
    }

    /** The folder is taken before the work, and given back if the work comes to nothing. */
    @Test
    void aRunThatIsRefusedLeavesNoFolder() throws IOException {
        Path config = Files.writeString(folder.resolve("infeasible.json"), """
                {"schemaVersion": 1, "accelerator": "eie", "memory": "lpddr4-2400",
                 "workloads": [{"network": "mobilenet-v2"}]}
                """);
        Path out = folder.resolve("a").resolve("b");

        refuses(Outcome.of("run", "--config", config.toString(), "--out", out.toString()), "/workloads/0");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void remainsOfAKilledRunAreNoFilesToKeep() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve(".result.json123.part"), "half");
        Files.writeString(out.resolve(".archsim.lock"), "");
        String config = folder.resolve("run.json").toString();

        assertThat(Outcome.of("run", "--config", config, "--out", out.toString())
                        .exitCode())
                .isZero();
        assertThat(out.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aFileThatCameToBeThereIsKept() throws IOException {
        OutputFile page = OutputFile.check("-o", folder.resolve("late.html"), false);
        Files.writeString(folder.resolve("late.html"), "mine");

        assertThatThrownBy(() -> page.write(path -> AtomicFile.write(path, "x")))
                .hasMessageContaining("is there already");
        assertThat(folder.resolve("late.html")).hasContent("mine");
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("."));
    }
}
