package archsim.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import archsim.cli.ConfigFaultsTest;
import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, ConfigFaultsTest.SOUND);
        config = file.toString();
    }

    @Test
    void theResultAloneIsOnStandardOutput() {
        Outcome json = Outcome.of("run", "--config", config, "--format", "json");

        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.err()).isEmpty();
        assertThat(StrictJson.parseObject("result", json.out())).containsKeys("provenance", "config", "runs");
    }

    @Test
    void runningTwiceGivesTheSameBytes() {
        assertThat(Outcome.of("--config", config, "--format", "json"))
                .isEqualTo(Outcome.of("--config", config, "--format", "json"));
    }

    @Test
    void theFolderGetsAllFilesAndTheTerminalTheReport() {
        Path out = folder.resolve("out");

        Outcome outcome = Outcome.of("--config", config, "--out", out.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("lenet5");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("result.json", "layers.csv", "cycles-energy.png", "cycles-energy.svg");
        assertThat(outcome.err()).contains("wrote " + out.resolve("result.json"));
    }

    @Test
    void aFolderThatHoldsFilesIsRefusedUnlessForced() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("notes.txt"), "mine");

        Outcome refused = Outcome.of("--config", config, "--out", out.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(out.toFile().list()).containsExactly("notes.txt");
        assertThat(Outcome.of("--config", config, "--out", out.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(out.resolve("notes.txt")).hasContent("mine");
        assertThat(out.resolve("result.json")).exists();
    }

    @Test
    void theOptionOutranksTheConfigurationsFidelity() {
        Outcome outcome = Outcome.of("--config", config, "--fidelity", "analytical", "--format", "json");

        assertThat(StrictJson.parseObject("result", outcome.out())
                        .getJsonObject("config")
                        .getString("fidelity"))
                .isEqualTo("analytical");
    }

    @Test
    void aModelThatIsNotThereIsRefused() {
        Outcome outcome =
                Outcome.of("storage", folder.resolve("absent.safetensors").toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("is neither a file nor a model that ships")
                .doesNotContain("\tat ");
    }

    /** An 8-bit sum costs 0.03 pJ as it ships; a dearer one makes the run dearer, and the result names the table. */
    @Test
    void tablesOfTheUserPriceTheRun() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Files.writeString(
                tables.resolve("arithmetic-45nm.json"),
                new String(
                                new ShippedFiles("archsim/tables/arithmetic", ".json")
                                        .find("arithmetic-45nm")
                                        .orElseThrow(),
                                StandardCharsets.UTF_8)
                        .replace("\"energyPj\": 0.05,", "\"energyPj\": 0.06,")
                        .replace("\"energyPj\": 0.03,", "\"energyPj\": 0.04,")
                        .replace("\"energyPj\": 0.1,", "\"energyPj\": 0.2,"));

        Outcome shipped = Outcome.of("--config", config, "--format", "json");
        Outcome own = Outcome.of("--config", config, "--tables", tables.toString(), "--format", "json");

        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.out())
                .isNotEqualTo(shipped.out())
                .contains("own table arithmetic/arithmetic-45nm.json, SHA-256");
        assertThat(shipped.out()).doesNotContain("own table");
    }
}
