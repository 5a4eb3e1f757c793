package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faulty run configurations, from the command line to the message: exit code 2, no stack trace, nothing written. */
public class ConfigFaultsTest {

    /** Runs in a moment. */
    public static final String SOUND = """
            { "schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400",
              "workloads": [{"network": "lenet5", "weightBits": 8,
                "sparsity": {"kind": "bernoulli", "weightDensity": 0.3, "activationDensity": 0.5}}], "fidelity": "event", "seed": 1 }
            """;

    @TempDir
    private Path folder;

    private Path config() {
        return folder.resolve("run.json");
    }

    private String[] faultsOf(String text) throws IOException {
        return faultsOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private String[] faultsOf(byte[] content) throws IOException {
        Files.write(config(), content);
        return faultsOf(config());
    }

    private String[] faultsOf(Path file) {
        Path out = folder.resolve("out");
        Outcome outcome = Outcome.of("--config", file.toString(), "--out", out.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(out).doesNotExist();
        assertThat(outcome.err()).startsWith(file + ":\n");
        return outcome.err().lines().skip(1).map(String::strip).toArray(String[]::new);
    }

    @Test
    void theSoundConfigurationRuns() throws IOException {
        Files.writeString(config(), SOUND);

        assertThat(Outcome.of("--config", config().toString()).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed": 1           | "seed": "one"          | /seed must be a whole number, was "one"
            "seed": 1           | "seed": 16.7           | /seed must be a whole number, was 16.7
            "seed": 1           | "seed": null           | /seed must be a whole number, was null
            "seed": 1           | "seed": 1e999999999    | /seed must be a number that 64-bit floating point can hold, was 1e999999999
            "seed": 1           | "seed": 1, "seed": 2   | /seed must be given once, was given in line 3 and again in line 3
            "seed": 1           | "sead": 1              | /sead is not a known key, did you mean "seed"?
            "seed": 1           | "seed": 1.5e99999999999 | /seed must be a number that 64-bit floating point can hold, was 1.5e99999999999
            "sticker"           | 5                      | /accelerator must be the name of an accelerator or an object, was 5
            "schemaVersion": 1  | "schemaVersion": 99999999999 | /schemaVersion must be 1, was 99999999999
            "schemaVersion": 1, |                        | /schemaVersion is missing, expected 1
            "event"             | "evnt"                 | /fidelity must be one of "event", "analytical", was "evnt", did you mean "event"?
            """)
    void aWrongValueIsNamed(String sound, String faulty, String fault) throws IOException {
        assertThat(SOUND).contains(sound);
        assertThat(faultsOf(SOUND.replace(sound, faulty == null ? "" : faulty))).containsExactly(fault);
    }

    @Test
    void aMistypedAcceleratorIsCorrected() throws IOException {
        assertThat(faultsOf(SOUND.replace("\"sticker\"", "\"stiker\"")))
                .containsExactly("/accelerator must be one of archsim list accelerators, was \"stiker\", did you mean"
                        + " \"sticker\"?");
        assertThat(faultsOf(SOUND.replace("\"sticker\"", "\"zzz\"")))
                .containsExactly("/accelerator must be one of archsim list accelerators, was \"zzz\"");
    }

    @Test
    void faultsOfAllKindsAreToldAtOnce() throws IOException {
        assertThat(faultsOf("""
                        { "schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "memory": "ddr3-1600",
                          "workload": [], "fidelity": 7, "seed": 0.5 }
                        """))
                .containsExactlyInAnyOrder(
                        "/memory must be given once, was given in line 1 and again in line 1",
                        "/workload is not a known key, did you mean \"workloads\"?",
                        "/workloads is missing, expected a list",
                        "/fidelity must be one of \"event\", \"analytical\", was 7",
                        "/seed must be a whole number, was 0.5");
    }

    /** Each part is read for itself: a fault of the whole does not hide those inside the parts. */
    @Test
    void faultsOfEveryPartAreToldAtOnce() throws IOException {
        assertThat(faultsOf("""
                        { "schemaVersion": 1, "seed": 0.5,
                          "accelerator": {"base": "sticker", "clokMhz": 3, "peArray": {"rows": 16.7},
                            "dataflow": {"accumulatorEntries": 127}},
                          "memory": {"base": "lpddr4-2400", "timing": {"tCkPs": 1e999}},
                          "workloads": [
                            {"model": "a", "network": "b"},
                            {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": {"conv1": 2, "fc1": "x"}}},
                            {"model": "lenet5-mnist-dens"},
                            {"tensors": "a.safetensors", "layers": [{"name": "conv1", "type": "cnv"}]}] }
                        """))
                .containsExactlyInAnyOrder(
                        "/seed must be a whole number, was 0.5",
                        "/accelerator/clokMhz is not a known key, did you mean \"clockMhz\"?",
                        "/accelerator/dataflow accumulatorEntries must be a multiple of accumulatorWays, was 127 and 2",
                        "/accelerator/peArray/rows must be a whole number from 1 to 1024, was 16.7",
                        "/memory/timing/tCkPs must be a number that 64-bit floating point can hold, was 1e999",
                        "/workloads/0 needs exactly one of model, network and tensors",
                        "/workloads/1/sparsity/weightDensity/conv1 must be a number from 0 to 1, was 2",
                        "/workloads/1/sparsity/weightDensity/fc1 must be a number from 0 to 1, was \"x\"",
                        "/workloads/2/model names lenet5-mnist-dens: is neither a file nor a model that ships,"
                                + " did you mean \"lenet5-mnist-dense\"?",
                        "/workloads/3/layers/0/type must be one of \"conv\", \"fc\", \"depthwise\", was \"cnv\","
                                + " did you mean \"conv\"?");
    }

    /** What would break the machine's arithmetic is a fault of the configuration, not a failure of archsim. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "lpddr4-2400" | {"base": "lpddr4-2400", "geometry": {"columns": 7}}      | /memory/geometry/columns must be a multiple of burstLength, 16, was 7
            "lpddr4-2400" | {"base": "lpddr4-2400", "timing": {"tRCD": 2147483647}}  | /memory/timing/tRCD must be a whole number from 0 to 1000000, was 2147483647
            "lpddr4-2400" | {"base": "lpddr4-2400", "power": {"vddV": 1e308}}        | /memory/power/vddV must be a number from 0.5 to 5, was 1E+308
            """)
    void whatNoMachineHasIsRefused(String sound, String faulty, String fault) throws IOException {
        assertThat(faultsOf(SOUND.replace(sound, faulty))).containsExactly(fault);
    }

    /** Both layers, in their order, whichever thread meets them first. */
    @Test
    void everyLayerThatCannotRunIsNamed() throws IOException {
        assertThat(faultsOf(SOUND.replace(
                        "\"bernoulli\", \"weightDensity\": 0.3",
                        "\"column-filter\", \"weightDensity\": {\"conv1\": 0, \"conv2\": 1, \"fc1\": 0, \"fc2\": 1}")))
                .containsExactly(
                        "/workloads/0 layer conv1 cannot run on this machine:"
                                + " all its filters and columns are pruned, so nothing is left to run",
                        "/workloads/0 layer fc1 cannot run on this machine:"
                                + " all its filters and columns are pruned, so nothing is left to run");
    }

    /** 0 times ten to any power is 0, also where the power is beyond what a decimal can hold. */
    @Test
    void zeroMayHaveAnyExponent() throws IOException {
        Files.writeString(config(), SOUND.replace("\"seed\": 1", "\"seed\": 0e99999999999"));

        assertThat(Outcome.of("--config", config().toString()).exitCode()).isZero();
    }

    /** Names are printed in tables and drawn in charts. */
    @Test
    void aNameHasNoControlCharacters() throws IOException {
        assertThat(faultsOf(SOUND.replace("\"weightBits\"", "\"name\": \"a\\u001b[2J\", \"weightBits\"")))
                .containsExactly("/workloads/0/name must be a text without control characters, was \"a\\u001b[2J\"");
    }

    @Test
    void aRunNeedsAWorkload() throws IOException {
        assertThat(faultsOf(SOUND.replaceFirst("(?s)\\[\\{.*\\}\\]", "[]")))
                .containsExactly("/workloads must hold at least one workload, was empty");
    }

    @Test
    void whatIsNotJsonIsShownAtItsPlace() throws IOException {
        assertThat(faultsOf(SOUND.strip() + " x"))
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("is not JSON at line 3") && fault.contains("nothing after"));
        assertThat(faultsOf("")).containsExactly("must hold a JSON object, was empty");
        assertThat(faultsOf("\n \n")).containsExactly("must hold a JSON object, was blank");
        assertThat(faultsOf("[".repeat(100_000)))
                .hasSize(1)
                .allMatch(fault -> fault.endsWith("levels deep, was deeper"));
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        assertThat(faultsOf(new byte[] {'{', (byte) 0xE9}))
                .containsExactly("must be text in UTF-8, was not at byte 1 (0xE9)");
        assertThat(faultsOf(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'}))
                .containsExactly("must start with {, was a byte order mark: save it as plain UTF-8");
    }

    @Test
    void aGigabyteIsRefused() throws IOException {
        try (var huge = new RandomAccessFile(config().toFile(), "rw")) {
            huge.setLength(1L << 30);
        }

        assertThat(faultsOf(config())).containsExactly("must have at most 16777216 bytes, was 1073741824 bytes");
    }

    @Test
    void aFolderIsRefused() {
        assertThat(faultsOf(folder)).containsExactly("must be a file, was a folder");
    }

    @Test
    void aNameThatDoesNotShipIsCorrected() {
        Outcome outcome = Outcome.of("--config", "stiker.json");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("is neither a file nor a configuration that ships, did you mean \"sticker\"?");
    }

    @Test
    void aNulInANameIsAFaultOfTheConfiguration() throws IOException {
        assertThat(faultsOf(SOUND.replace("lenet5", "a\\u0000b"))).isNotEmpty();
    }
}
