package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archsim sweep} and {@code archsim analyse}. */
class SweepCommandTest {

    private static final String SWEEP = """
            {"schemaVersion": 1,
             "base": {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
               "workloads": [
                 {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
                 {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]},
             "axes": [
               {"pointer": "/accelerator", "values": ["cambricon-x", "sticker"]},
               {"name": "weightDensity", "pointer": "/workloads/1/sparsity/weightDensity",
                "from": 0.1, "to": 0.9, "steps": 3}]}
            """;

    @TempDir
    private Path folder;

    private String config;
    private Path out;

    @BeforeEach
    void writeSweep() throws IOException {
        Path file = folder.resolve("sweep.json");
        Files.writeString(file, SWEEP);
        config = file.toString();
        out = folder.resolve("out");
    }

    private Outcome sweep(String... options) {
        String[] arguments = {"sweep", "--config", config, "--out", out.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return Outcome.of(all);
    }

    private List<byte[]> results() throws IOException {
        return List.of(
                Files.readAllBytes(out.resolve("points.csv")),
                Files.readAllBytes(out.resolve("points.jsonl")),
                Files.readAllBytes(out.resolve("sweep.json")));
    }

    @Test
    void theFolderGetsAllFilesAndTheTerminalASummary() throws IOException {
        Outcome outcome = sweep();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "points.csv", "points.jsonl", "sweep.json", "points.journal", "ppr.png", "ppr.svg", "ppr.pdf");
        assertThat(outcome.out()).contains("6 points, 6 done").contains("PPR W");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 120);
        List<String> lines = Files.readAllLines(out.resolve("points.csv"));
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("index,/accelerator,weightDensity,dense.cycles,");
        assertThat(lines.get(2)).startsWith("1,cambricon-x,0.5,").endsWith(",done,");
    }

    @Test
    void pointsArePrintedAsCsvAndAsJson() throws IOException {
        String csv = Outcome.of("sweep", "--config", config, "--format", "csv").out();
        String json =
                Outcome.of("sweep", "--config", config, "--format", "json").out();
        sweep();

        assertThat(out.resolve("points.csv")).hasContent(csv);
        assertThat(StrictJson.parseObject("points", "{\"points\": " + json + "}")
                        .getJsonArray("points"))
                .hasSize(6);
    }

    /** As after kill -9: a journal with three of six points, the last line torn. */
    @Test
    void aKilledSweepIsGoneOnWithToTheSameBytes() throws IOException {
        sweep("--threads", "1");
        List<byte[]> whole = results();
        Path journal = out.resolve("points.journal");
        String text = Files.readString(journal);
        int end = text.indexOf('\n', text.length() / 2);
        for (String file : List.of("points.csv", "points.jsonl", "sweep.json")) {
            Files.delete(out.resolve(file));
        }
        Files.writeString(journal, text.substring(0, end - 20));

        Outcome refused = sweep();
        Outcome resumed = sweep("--resume", "--threads", "2");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--resume goes on with it");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).containsPattern("[1-4] of 6 points were finished; 1 damaged");
        assertThat(results()).usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void anotherSweepIsNotGoneOnWith() throws IOException {
        sweep();
        Files.writeString(Path.of(config), SWEEP.replace("\"steps\": 3", "\"steps\": 4"));

        Outcome outcome = sweep("--resume");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("holds points of another sweep");
        assertThat(sweep("--force").exitCode()).isZero();
    }

    @Test
    void aFaultySweepWritesNothing() throws IOException {
        Files.writeString(Path.of(config), SWEEP.replace("cambricon-x", "cambricon-y"));

        Outcome outcome = sweep();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/axes/0/values/0 makes a faulty configuration: /accelerator must be one of")
                .contains("did you mean \"cambricon-x\"?")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void sparkIsRefusedInOneSentence() {
        Outcome outcome = sweep("--engine", "spark", "--master", "spark://here:7077");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(outcome.err()).contains("is not in this archsim");
    }

    @Test
    void theSweepThatShipsIsFoundByName() {
        Outcome outcome = Outcome.of("sweep", "--config", "pruning-rate.json", "--fidelity", "analytical");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("pruning-rate.json: 54 points, 54 done");
    }

    @Test
    void aFinishedSweepHasAParetoFront() throws IOException {
        sweep();
        Path front = folder.resolve("front");

        Outcome outcome = Outcome.of("analyse", "pareto", out.toString(), "--out", front.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("energyTotalPj").contains("pruned");
        assertThat(front.toFile().list())
                .containsExactlyInAnyOrder("pareto.csv", "pareto.png", "pareto.svg", "pareto.pdf");
    }

    @Test
    void aResultThatIsCutShortIsRefused() throws IOException {
        sweep();
        Path points = out.resolve("points.jsonl");
        List<String> lines = Files.readAllLines(points);
        Files.write(points, lines.subList(0, 4));

        Outcome outcome = Outcome.of("analyse", "pareto", out.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("is cut short: 2 of 6 points are missing");
    }

    @Test
    void breakEvensAndSwingsAreFound() {
        Outcome breakEven = Outcome.of(
                "analyse",
                "break-even",
                "--config",
                config,
                "--seeds",
                "2",
                "--out",
                out.toString(),
                "--format",
                "csv");
        Outcome tornado = Outcome.of("analyse", "tornado", "--config", config, "--workload", "pruned");

        assertThat(breakEven.exitCode()).as(breakEven.err()).isZero();
        assertThat(breakEven.out().lines()).hasSize(1 + 2 * 3).anyMatch(line -> line.contains("sticker,dense,cycles"));
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("break-even.csv", "break-even.png", "break-even.svg", "break-even.pdf");
        assertThat(tornado.exitCode()).as(tornado.err()).isZero();
        assertThat(tornado.out()).contains("weightDensity", "swing (%)");
    }
}
