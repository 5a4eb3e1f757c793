package archsim.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archsim memory}. */
class MemoryCommandTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("memory.json"), text);
    }

    private static JsonObject json(String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return StrictJson.parseObject("memory", outcome.out());
    }

    @Test
    void theJsonHasAllFigures() {
        JsonObject figures = json(
                "memory",
                "ddr4-2400",
                "--pattern",
                "random",
                "--write-share",
                "0.25",
                "--load",
                "0.5",
                "--format",
                "json");
        assertThat(figures.keySet())
                .containsExactly(
                        "name", "pattern", "writeShare", "load", "gbPerSecond", "latencyNs", "pjPerBit", "rowHitRate");
        assertThat(figures.getString("pattern")).isEqualTo("random");
        assertThat(figures.getJsonNumber("writeShare").doubleValue()).isEqualTo(0.25);
        JsonObject energy = figures.getJsonObject("pjPerBit");
        assertThat(energy.keySet()).containsExactly("activate", "burst", "background", "refresh", "total");
        double parts = energy.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("total"))
                .mapToDouble(entry -> energy.getJsonNumber(entry.getKey()).doubleValue())
                .sum();
        assertThat(energy.getJsonNumber("total").doubleValue()).isCloseTo(parts, within(1e-9));
    }

    /** DRAMsim3 reads this part at 18.3252 GB/s for 9.1857 pJ/bit. */
    @Test
    void aStreamOfReadsIsTheUsualTraffic() {
        JsonObject figures = json("memory", "ddr4-2400", "--format", "json");
        assertThat(figures.getString("pattern")).isEqualTo("sequential");
        assertThat(figures.getJsonNumber("gbPerSecond").doubleValue()).isCloseTo(18.3252, within(0.05));
        assertThat(figures.getJsonObject("pjPerBit").getJsonNumber("total").doubleValue())
                .isCloseTo(9.1857, within(0.05));
    }

    @Test
    void aFileMayStartFromAName() throws IOException {
        Path file = file("{\"base\": \"hbm2\", \"channels\": 2}");
        double two = json("memory", file.toString(), "--format", "json")
                .getJsonNumber("gbPerSecond")
                .doubleValue();
        assertThat(two).isBetween(58.0, 64.0);
    }

    @Test
    void theTextFitsATerminalAndTheTableIsOneRow() {
        assertThat(Outcome.of("memory", "gddr6").out())
                .startsWith("gddr6, sequential, 0 % writes, load as high as accepted")
                .contains("GB/s", "pJ/bit");
        assertThat(Outcome.of("memory", "ddr4-2400", "--load", "0.3").out())
                .contains("load 0.3; not saturated", "peak of the pins      19.2", "offered                5.7");
        assertThat(Outcome.of("memory", "ddr4-2400", "--load", "0.9", "--pattern", "random")
                        .out())
                .contains("load 0.9; saturated");
        assertThat(Outcome.of("memory", "ddr4-2400", "--write-share", "1").out())
                .containsPattern("read latency +-  ns");
        assertThat(Outcome.of("memory", "gddr6", "--format", "csv").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("name,pattern,writeShare,load,gbPerSecond,latencyNs,");
    }

    @Test
    void aSeedGivesTheSameBytesAgain() {
        String[] arguments = {"memory", "hbm2", "--pattern", "random", "--format", "json"};
        assertThat(Outcome.of(arguments).out()).isEqualTo(Outcome.of(arguments).out());
    }

    @Test
    void allFaultsOfAFileAreTold() throws IOException {
        Path file = file("{\"base\": \"hbm2\", \"channels\": 0, \"timing\": {\"tRCD\": -1}, \"geometri\": {}}");
        Outcome outcome = Outcome.of("memory", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("/channels must be a whole number from 1 to 1024, was 0")
                .contains("/timing/tRCD must be a whole number from 0 to 1000000, was -1")
                .contains("/geometri is not a known key, did you mean \"geometry\"?");
    }

    @Test
    void anUnknownNameIsCorrected() {
        Outcome outcome = Outcome.of("memory", "hbm9");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("is neither a file nor a memory that ships, did you mean \"hbm2\"?");
    }
}
