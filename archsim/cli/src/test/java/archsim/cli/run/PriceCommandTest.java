package archsim.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.ConfigFaultsTest;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceCommandTest {

    @TempDir
    private Path folder;

    private Path result;

    @BeforeEach
    void run() throws IOException {
        Path config = folder.resolve("run.json");
        Files.writeString(config, ConfigFaultsTest.SOUND);
        Outcome json = Outcome.of("run", "--config", config.toString(), "--format", "json");
        assertThat(json.exitCode()).as(json.err()).isZero();
        result = folder.resolve("result.json");
        Files.writeString(result, json.out());
    }

    private String run(String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void theSameNodeGivesTheSameBytesFromTheFileAndFromItsFolder() throws IOException {
        assertThat(run("price", result.toString(), "--format", "json")).isEqualTo(Files.readString(result));
        assertThat(run("price", folder.toString(), "--format", "json")).isEqualTo(Files.readString(result));
    }

    @Test
    void anotherNodeChangesEnergiesAndNothingElse() throws IOException {
        JsonObject before = StrictJson.parseObject("before", Files.readString(result));
        JsonObject after = StrictJson.parseObject(
                "after", run("price", folder.toString(), "--technology", "28", "--format", "json"));
        JsonObject from = before.getJsonArray("runs").getJsonObject(0).getJsonObject("totals");
        JsonObject to = after.getJsonArray("runs").getJsonObject(0).getJsonObject("totals");
        assertThat(to.getJsonNumber("energyTotalPj").doubleValue())
                .isLessThan(from.getJsonNumber("energyTotalPj").doubleValue());
        assertThat(to.get("cycles")).isEqualTo(from.get("cycles"));
        assertThat(to.get("dramBytes")).isEqualTo(from.get("dramBytes"));
        assertThat(to.getJsonObject("energyPj").get("dram"))
                .isEqualTo(from.getJsonObject("energyPj").get("dram"));
        assertThat(after.getJsonObject("config").getJsonObject("accelerator").getInt("technologyNm"))
                .isEqualTo(28);
    }

    @Test
    void allNodesOfAMachineAreNamed(@TempDir Path made) throws IOException {
        Path config = Files.writeString(made.resolve("run.json"), """
                {"schemaVersion": 1, "memory": "none",
                 "accelerator": {"schemaVersion": 1, "name": "two", "title": "Two", "clockMhz": 200, "technologyNm": 45,
                  "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 24},
                  "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                   {"type": "memory", "name": "all", "made": "sram", "words": 1024, "wordBits": 64,
                    "holds": ["weights", "inputs", "outputs"], "technologyNm": 16}]},
                  "source": {"citation": "ours", "confidence": "c"}, "assumptions": []},
                 "workloads": [{"name": "dense", "network": "network.json"}]}
                """);
        Files.writeString(made.resolve("network.json"), """
                {"schemaVersion": 1, "name": "n", "title": "N", "dataset": "none", "source": "ours",
                 "layers": [{"type": "fc", "name": "fc", "inputs": 4, "outputs": 2}]}
                """);
        Path out = made.resolve("out");
        assertThat(Outcome.of("run", "--config", config.toString(), "--out", out.toString())
                        .err())
                .contains("result.json");
        assertThat(Outcome.of("price", out.toString()).out())
                .startsWith("Priced again: before at 45 and 16 nm, after at 45 and 16 nm;");
    }

    @Test
    void beforeAndAfterStandSideBySideWithTheirNodes() {
        String shown = run("price", folder.toString(), "--technology", "28");
        assertThat(shown.lines().findFirst())
                .contains("Priced again: before at 65 nm, after at 28 nm; clock and cycles are the same");
        assertThat(shown).containsPattern("Area \\(mm2\\): before [0-9.,]+, after [0-9.,]+\n");
        assertThat(run("price", folder.toString()).lines().skip(3).limit(1))
                .allSatisfy(line -> assertThat(line).contains(" 1.000 "));
    }

    @Test
    void aNodeWithoutPricesIsRefused() {
        Outcome refused = Outcome.of("price", result.toString(), "--technology", "5");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("--technology", "must be 7 to 180 nm, was 5");
    }

    @Test
    void faultyTablesAreRefusedBeforeAnythingIsWritten() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Files.writeString(tables.resolve("cacti-65nm.json"), "{\"name\": \"x\"}");
        Path out = folder.resolve("out");
        Outcome refused =
                Outcome.of("price", result.toString(), "--tables", tables.toString(), "--out", out.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("sram/cacti-65nm.json#/rows is missing", "sram/cacti-65nm.json#/source is missing");
        assertThat(out).doesNotExist();
    }

    @Test
    void drawsGiveAnIntervalOfEveryEnergyAndTheShareInWhichTheOrderHolds() {
        String[] command = {"price", folder.toString(), "--monte-carlo", "50", "--format", "json"};
        JsonObject energies = StrictJson.parseObject("result", run(command)).getJsonObject("monteCarlo");
        assertThat(energies.getInt("draws")).isEqualTo(50);
        assertThat(energies.getJsonNumber("rankingHolds").doubleValue()).isBetween(0.0, 1.0);
        JsonObject total = energies.getJsonArray("runs").getJsonObject(0).getJsonObject("energyTotalPj");
        assertThat(total.keySet()).containsExactly("nominal", "low", "median", "high");
        assertThat(total.getJsonNumber("low").doubleValue())
                .isLessThan(total.getJsonNumber("high").doubleValue());
        assertThat(run(command)).isEqualTo(run(command));
        assertThat(run("price", folder.toString(), "--monte-carlo", "50")).contains("under uncertain prices: 50 draws");
        assertThat(Outcome.of("price", folder.toString(), "--monte-carlo", "0").exitCode())
                .isEqualTo(2);
    }

    /** The seed of the run draws the prices: another one gives other intervals about the same nominal energies. */
    @Test
    void theSeedOfTheRunDrawsThePrices() throws IOException {
        String[] command = {"price", result.toString(), "--monte-carlo", "50", "--format", "json"};
        JsonObject one = drawn(run(command));
        String text = Files.readString(result);
        assertThat(text).contains("\"seed\": 1");
        Files.writeString(result, text.replace("\"seed\": 1", "\"seed\": 2"));
        JsonObject two = drawn(run(command));
        assertThat(two.get("nominal")).isEqualTo(one.get("nominal"));
        assertThat(two.get("low")).isNotEqualTo(one.get("low"));
        assertThat(two.get("high")).isNotEqualTo(one.get("high"));
        Files.writeString(result, text);
        assertThat(drawn(run(command))).isEqualTo(one);
    }

    private static JsonObject drawn(String result) {
        return StrictJson.parseObject("result", result)
                .getJsonObject("monteCarlo")
                .getJsonArray("runs")
                .getJsonObject(0)
                .getJsonObject("energyTotalPj");
    }

    /** Every line is count x price = energy, with a source, and the lines sum to the total. */
    @Test
    void energiesAreExplainedToTheLastAction() throws IOException {
        JsonObject lines =
                StrictJson.parseObject("lines", run("explain", result.toString(), "--energy", "--format", "json"));
        double sumPj = lines.getJsonArray("energy").stream()
                .map(JsonObject.class::cast)
                .peek(line -> assertThat(line.getJsonNumber("energyPj").doubleValue())
                        .isEqualTo(line.getJsonNumber("count").longValue()
                                * line.getJsonNumber("pricePj").doubleValue()))
                .peek(line -> assertThat(line.getString("source")).isNotBlank())
                .mapToDouble(line -> line.getJsonNumber("energyPj").doubleValue())
                .sum();
        double totalPj = StrictJson.parseObject("result", Files.readString(result)).getJsonArray("runs").stream()
                .map(JsonObject.class::cast)
                .mapToDouble(run -> run.getJsonObject("totals")
                        .getJsonNumber("energyTotalPj")
                        .doubleValue())
                .sum();
        assertThat(sumPj).isCloseTo(totalPj, org.assertj.core.api.Assertions.within(1e-3));
    }

    @Test
    void everyTotalIsExplainedUnlessOneIsNamed() {
        assertThat(run("explain", folder.toString()))
                .contains("count x price", "Cycle stack", "dramStall: waiting for DRAM", "Storage of the weights");
        assertThat(run("explain", folder.toString(), "--storage"))
                .contains("format")
                .doesNotContain("count x price");
        assertThat(run("explain", folder.toString(), "--cycles", "--format", "csv"))
                .startsWith("workload,layer,cause,slots,cycles,share,meaning");
        assertThat(Outcome.of("explain", folder.toString(), "--format", "csv").exitCode())
                .isEqualTo(2);
    }

    @Test
    void energiesThatOtherTablesMadeAreNotExplainedByThese() throws IOException {
        Files.writeString(
                result, Files.readString(result).replaceAll("(\"multipliers\": \\{\\s+\"psums\": )[0-9.]+", "$199.5"));
        Outcome refused = Outcome.of("explain", result.toString(), "--energy");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("name the tables that priced it with --tables");
    }

    @Test
    void whatIsNoResultIsRefused() throws IOException {
        Files.writeString(result, "{}");
        assertThat(Outcome.of("price", result.toString()).err()).contains("/runs is missing");
        assertThat(Outcome.of("explain", folder.resolve("nosuch").toString()).err())
                .contains("does not exist");
    }
}
