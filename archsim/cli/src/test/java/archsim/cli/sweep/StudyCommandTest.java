package archsim.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import archsim.engine.run.RunCache;
import archsim.sweep.tradeoff.TradeOff;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archsim study}. */
class StudyCommandTest {

    private static final String STUDY = """
            {"schemaVersion": 1, "title": "a study of 100 %", "memory": "lpddr4-2400",
             "everyMachine": {"clockMhz": 500, "technologyNm": 45},
             "denseMachines": ["diannao"], "sparseMachines": ["cambricon-x", "eie"],
             "accuracyTolerancePoints": 0.2,
             "pairs": [{"name": "drawn", "title": "LeNet-5, masks drawn", "layers": "convolutions",
               "baseline": {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
               "nonStructured": {"network": "lenet5", "weightBits": 3,
                 "sparsity": {"kind": "bernoulli", "weightDensity": 0.1, "activationDensity": 0.5}},
               "structured": {"network": "lenet5", "weightBits": 3,
                 "sparsity": {"kind": "column-filter", "weightDensity": 0.2, "activationDensity": 0.5}}}]}
            """;

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void writeStudy() throws IOException {
        file = Files.writeString(folder.resolve("mine.json"), STUDY).toString();
    }

    private Map<String, String> contents(String out, String threads) throws IOException {
        Path written = folder.resolve(out);
        Outcome outcome = Outcome.of("study", file, "--out", written.toString(), "--threads", threads);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        var contents = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(written)) {
            for (Path each : files.toList()) {
                contents.put(
                        each.getFileName().toString(),
                        Files.isDirectory(each) ? "" : Arrays.toString(Files.readAllBytes(each)));
            }
        }
        return contents;
    }

    @Test
    void aStudyOfOnesOwnHasTheSameFilesOnOneThreadAndOnTwo() throws IOException {
        Map<String, String> one = contents("one", "1");

        assertThat(one.keySet())
                .contains("study.md", "study.json", "tables.tex", "storage-drawn.csv", "contests-drawn.tex")
                .contains("storage-drawn.png", "ppr-drawn.svg", "cycles-energy-256-drawn.png");
        assertThat(contents("two", "2")).isEqualTo(one);
        assertThat(Files.readString(folder.resolve("one/study.md")))
                .contains("generated masks, no accuracy claimed")
                .contains("**C17 not checked**")
                .contains("| eie |");
    }

    @Test
    void theTerminalGetsTheVerdictsInLinesThatFit() {
        Outcome outcome = Outcome.of("study", "lenet5", "--fidelity", "analytical");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("C4", "C5", "C6 relative", "C6 absolute", "C7", "C17")
                .contains("analytical fidelity")
                .contains("trained models");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void programsGetOneDocument() {
        Outcome outcome = Outcome.of("study", file, "--format", "json", "--fidelity", "analytical");

        JsonObject document = StrictJson.parseObject("study.json", outcome.out());
        assertThat(document.getString("study")).isEqualTo("mine");
        assertThat(document.getJsonArray("pairs").getJsonObject(0).getString("masks"))
                .isEqualTo("generated");
        assertThat(document.getJsonArray("pairs").getJsonObject(0).getJsonArray("runs"))
                .hasSize(9);
    }

    @Test
    void whatIsThereIsNotReplacedUnasked() throws IOException {
        Outcome refused = Outcome.of("study", file, "--out", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("must be empty, was not (--force replaces files in it)");
        assertThat(Outcome.of("study", "lenet", "--format", "json").err()).contains("did you mean \"lenet5\"?");
        assertThat(Outcome.of("list", "studies").out()).contains("vgg16-cifar10");
        assertThat(Outcome.of("show", "studies/lenet5").out()).contains("\"pairs\"");
    }

    private static final String TRADE_OFF = """
            {"schemaVersion": 1, "title": "Narrow or sparse?", "memory": "lpddr4-2400", "technologyNm": 45, "clockMhz": 500,
             "draws": 10, "networks": [{"name": "lenet", "workload": {"network": "lenet5"}}],
             "points": [{"name": "int8", "accelerator": "nm-tensor-core",
                         "workload": {"sparsity": {"kind": "bernoulli", "weightDensity": 1}}},
                        {"name": "int4", "accelerator": "nm-tensor-core",
                         "workload": {"weightType": "int4", "sparsity": {"kind": "bernoulli", "weightDensity": 1}}}],
             "quality": [{"model": "lenet", "point": "int4", "method": "made up", "metric": "accuracy", "evaluation": "none",
                          "value": 98, "dense": 99, "source": {"citation": "made up", "confidence": "a"}}]}
            """;

    @Test
    void aStudyOfTypesWritesItsTablesAndFigureAndGoesOn() throws IOException {
        Files.writeString(folder.resolve("mine.json"), TRADE_OFF);
        Map<String, String> one = contents("one", "1");
        assertThat(one)
                .containsOnlyKeys(
                        "best.csv",
                        "best.tex",
                        "bits.csv",
                        "bits.tex",
                        "cells",
                        "costs.csv",
                        "costs.tex",
                        "ppr.csv",
                        "ppr.tex",
                        "quality-lenet.pdf",
                        "quality-lenet.png",
                        "quality-lenet.svg",
                        "quality.csv",
                        "quality.tex",
                        "study.html",
                        "study.json",
                        "study.md");
        assertThat(contents("two", "2")).isEqualTo(one);
        String out = folder.resolve("one").toString();
        Outcome again = Outcome.of("study", file, "--out", out, "--resume");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("Narrow or sparse?")
                .containsPattern("lenet +int4 +4\\.0000 +4\\.0000")
                .containsPattern("lenet +int4 +int4 +int4 +int4");
        assertThat(Outcome.of("study", file, "--out", out).err()).contains("must be empty, was not");
        assertThat(Outcome.of("study", file, "--resume").exitCode()).isEqualTo(2);
    }

    /** A memory of half the bandwidth and two of its batches: four cases, whose winners fill a map. */
    @Test
    void axesOfAStudyOfTypesMakeAMapOfWinners() throws IOException {
        Files.writeString(folder.resolve("mine.json"), TRADE_OFF.replace("\"points\":", """
                    "axes": [{"name": "GB/s", "pointer": "/memory/gbPerSecond", "values": [1, 2]},
                             {"name": "images", "pointer": "/workload/images", "values": [1, 8]}],
                    "points":"""));
        assertThat(contents("map", "2")).containsKeys("map-fastest.svg", "map-least-energy.pdf");
        List<String> best = Files.readAllLines(folder.resolve("map").resolve("best.csv"));
        assertThat(best).hasSize(5);
        assertThat(best.get(1)).startsWith("\"lenet, GB/s 1, images 1\",int4,int4");
        assertThat(best.get(4)).startsWith("\"lenet, GB/s 2, images 8\"");
        assertThat(Files.readString(folder.resolve("map").resolve("map-fastest.svg")))
                .contains("GB/s 1", "images", "Who is fastest", "500 MHz");
        Files.writeString(
                folder.resolve("mine.json"),
                TRADE_OFF.replace(
                        "\"points\":",
                        "\"axes\": [{\"name\": \"a\", \"pointer\": \"/workload/decode/context\", \"values\": [1]}], \"points\":"));
        assertThat(Outcome.of("study", file).err()).contains("/axes/0/pointer").contains("/workload has no \"decode\"");
    }

    @Test
    void theStudiesThatShipAreSound() {
        TradeOff shipped = TradeOff.read(
                NamedFile.find("sparsify-or-quantise", TradeOff.SHIPPED), Optional.empty(), RunCache.none());
        assertThat(shipped.setups()).hasSize(8).allSatisfy(points -> assertThat(points)
                .hasSize(18));
        assertThat(shipped.config().quality().orElseThrow()).hasSize(28);
        TradeOff map =
                TradeOff.read(NamedFile.find("llama-3.2-1b-map", TradeOff.SHIPPED), Optional.empty(), RunCache.none());
        assertThat(map.setups()).hasSize(18).allSatisfy(points -> assertThat(points)
                .hasSize(6));
    }
}
