package archsim.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {

    private static final String SEARCH = """
            {"schemaVersion": 1,
             "base": {"schemaVersion": 1, "accelerator": "ideal", "memory": "lpddr4-2400", "fidelity": "analytical",
               "workloads": [{"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]},
             "axes": [{"name": "rows", "pointer": "/accelerator/peArray/rows", "values": [2, 4, 8, 16, 32]},
                      {"name": "clockMhz", "pointer": "/accelerator/clockMhz", "values": [100, 200, 400, 800]}],
             "objectives": ["time", "area"], "limits": {"multipliers": %d}}
            """;

    @TempDir
    private Path folder;

    private Path config;
    private Path out;

    @BeforeEach
    void writeSearch() throws IOException {
        config = Files.writeString(folder.resolve("designs.json"), SEARCH.formatted(100_000));
        out = folder.resolve("out");
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> found = Files.list(out)) {
            for (Path file :
                    found.filter(path -> !path.toString().endsWith(".pdf")).toList()) {
                files.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void theFrontIsPrintedWrittenAndDrawn() throws IOException {
        Outcome outcome = Outcome.of("search", config.toString(), "--out", out.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("designs.json: 20 designs by time, area")
                .contains("bounded away", "simulated", "that no other beats:", "energy (", "lowest", "highest")
                .contains("power (mW)", "EDP (", "TOPS/W");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(files().keySet())
                .containsExactly(
                        "front.csv", "pareto.png", "pareto.svg", "points.csv", "points.journal", "search.json");
        List<String> lines = Files.readAllLines(out.resolve("points.csv"));
        assertThat(lines).hasSize(21);
        assertThat(lines.get(0))
                .isEqualTo(
                        "index,rows,clockMhz,areaMm2,multipliers,gbPerSecond,bound.timeNs,cycles,timeNs,energyTotalPj,dramBytes,"
                                + "storageBits,averagePowerMw,edpPjNs,energyPerImagePj,throughputPerSecond,topsPerWatt.dense,"
                                + "front,status,reason");
        JsonObject found = StrictJson.parseObject("search.json", Files.readString(out.resolve("search.json")));
        JsonObject design = found.getJsonArray("front").getJsonObject(0);
        assertThat(design.keySet())
                .containsExactly(
                        "index",
                        "axes",
                        "areaMm2",
                        "multipliers",
                        "gbPerSecond",
                        "timeNs",
                        "averagePowerMw",
                        "edpPjNs",
                        "topsPerWatt.dense",
                        "energyLowPj",
                        "energyTotalPj",
                        "energyHighPj");
        double energy = design.getJsonNumber("energyTotalPj").doubleValue();
        assertThat(design.getJsonNumber("energyLowPj").doubleValue()).isLessThan(energy);
        assertThat(design.getJsonNumber("energyHighPj").doubleValue()).isGreaterThan(energy);
        double timeNs = design.getJsonNumber("timeNs").doubleValue();
        assertThat(design.getJsonNumber("averagePowerMw").doubleValue()).isCloseTo(energy / timeNs, within(1e-9));
        assertThat(design.getJsonNumber("edpPjNs").doubleValue()).isEqualTo(energy * timeNs);
        assertThat(found.getJsonObject("ended").getInt("bounded-away")).isPositive();
        assertThat(found.getInt("simulated")).isLessThan(20);
        String json =
                Outcome.of("search", config.toString(), "--format", "json").out();
        assertThat(StrictJson.parseObject("out", json).get("front")).isEqualTo(found.get("front"));
        assertThat(Outcome.of("search", config.toString(), "--format", "csv").out())
                .isEqualTo(Files.readString(out.resolve("points.csv")));
    }

    @Test
    void aCutJournalEndsInTheSameBytesOnAnyThreads() throws IOException {
        Outcome.of("search", config.toString(), "--out", out.toString(), "--threads", "1");
        Map<String, String> whole = files();
        Path journal = out.resolve("points.journal");
        Files.writeString(journal, Files.readString(journal).substring(0, (int) Files.size(journal) / 2));
        Files.delete(out.resolve("search.json"));
        assertThat(Outcome.of("search", config.toString(), "--out", out.toString())
                        .exitCode())
                .isEqualTo(2);
        Outcome again = Outcome.of("search", config.toString(), "--out", out.toString(), "--resume", "--threads", "3");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("is damaged");
        assertThat(files()).isEqualTo(whole);
        Outcome finished = Outcome.of("search", config.toString(), "--out", out.toString(), "--resume");
        assertThat(finished.err())
                .contains(", " + (whole.get("points.journal").lines().count() - 1) + " of all were simulated before");
        assertThat(files()).isEqualTo(whole);
    }

    @Test
    void limitsAreCounted() throws IOException {
        Files.writeString(config, SEARCH.formatted(300));
        Outcome outcome = Outcome.of("search", config.toString());
        assertThat(outcome.out()).contains("refused by limits (multipliers ");
    }

    @Test
    void allFaultsAreReportedAtOnce() throws IOException {
        Files.writeString(
                config,
                SEARCH.formatted(0)
                        .replace("\"area\"]", "\"accuracy\", \"speed\"]")
                        .replace("\"rows\", \"p", "\"areaMm2\", \"p")
                        .replace("[100, 200", "[-1, 200"));
        Outcome outcome = Outcome.of("search", config.toString(), "--out", out.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/objectives/2")
                .contains("/limits/multipliers must be a whole number from 1 to 16777216, was 0");
        assertThat(out).doesNotExist();
    }

    @Test
    void namesOfColumnsAndFaultyValuesAreReportedTogether() throws IOException {
        Files.writeString(
                config,
                SEARCH.formatted(10)
                        .replace("\"rows\", \"p", "\"areaMm2\", \"p")
                        .replace("[100, 200", "[-1, 200"));
        Outcome outcome = Outcome.of("search", config.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/axes/0/name must not be the name of another column, was \"areaMm2\"")
                .contains("/axes/1/values/0 makes a faulty configuration");
    }

    @Test
    void missingObjectivesDoNotHideTheFaultsOfAxes() throws IOException {
        Files.writeString(
                config,
                SEARCH.formatted(10)
                        .replace("\"objectives\": [\"time\", \"area\"], ", "")
                        .replace("[100, 200", "[-1, 200"));
        Outcome outcome = Outcome.of("search", config.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/objectives is missing")
                .contains("/axes/1/values/0 makes a faulty configuration");
    }

    @Test
    void aDesignDoesNotDecideAccuracy() throws IOException {
        Files.writeString(config, SEARCH.formatted(10).replace("\"area\"]", "\"accuracy\"]"));
        assertThat(Outcome.of("search", config.toString()).err())
                .contains("/objectives must not hold accuracy: a design does not change it");
    }

    /** Levels of a described machine in a file are reached by their place. */
    @Test
    void axesReachLevelsOfADescribedMachine() throws IOException {
        Path machine = Path.of("../examples/described-machines/edge-npu.json").toAbsolutePath();
        Files.writeString(
                config,
                SEARCH.formatted(100_000)
                        .replace("\"ideal\"", "\"" + machine + "\"")
                        .replace("/accelerator/peArray/rows", "/accelerator/dataflow/levels/3/x")
                        .replace("[2, 4, 8, 16, 32]", "[4, 16]")
                        .replace("[100, 200, 400, 800]", "[800]"));
        Outcome outcome = Outcome.of("search", config.toString(), "--format", "csv");
        assertThat(outcome.err()).doesNotContain("faulty");
        assertThat(outcome.out().lines().skip(1).map(line -> line.split(",", -1)[4]))
                .containsExactly("64", "256");
    }
}
