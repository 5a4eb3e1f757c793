package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that head lines and columns must tell them apart. */
class EqualNamesTest {

    private static final String NETWORK = """
            {"schemaVersion": 1, "name": "net", "title": "Net", "dataset": "none", "source": "made up",
             "layers": [{"type": "fc", "name": "fc1", "inputs": 8, "outputs": 4},
                        {"type": "fc", "name": "fc2", "inputs": 4, "outputs": 2}],
             "channelGroups": []}
            """;

    @TempDir
    private Path folder;

    private Outcome run(String workloads) throws IOException {
        Path config = Files.writeString(folder.resolve("run.json"), """
                {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
                 "workloads": [%s]}
                """.formatted(workloads));
        return Outcome.of("run", "--config", config.toString(), "--format", "csv");
    }

    private static void refuses(Outcome outcome, String fault) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(fault);
    }

    @Test
    void workloadsMustNotBeGivenOneName() throws IOException {
        refuses(
                run("{\"name\": \"a\", \"network\": \"lenet5\"}, {\"name\": \"b\", \"network\": \"lenet5\"},"
                        + " {\"name\": \"a\", \"network\": \"lenet5\"}"),
                "/workloads/2/name must differ from workload to workload, was \"a\" as at /workloads/0");
        refuses(
                run("{\"network\": \"lenet5\"}, {\"name\": \"lenet5\", \"network\": \"lenet5\"}"),
                "/workloads/1/name must differ from workload to workload, was \"lenet5\" as at /workloads/0");
    }

    /** Nobody named these: they are numbered. */
    @Test
    void workloadsWithoutNamesAreNumbered() throws IOException {
        Outcome outcome = run("{\"network\": \"lenet5\"}, {\"network\": \"lenet5\"}, {\"network\": \"lenet5\"}");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<String> totals =
                outcome.out().lines().filter(line -> line.contains(",total,")).toList();
        assertThat(totals).hasSize(3);
        assertThat(totals.get(1)).startsWith("lenet5#2,");
        assertThat(totals.get(2)).startsWith("lenet5#3,");
    }

    /** layers.csv has a line called total after each run's last layer, storage tables one called CONV. */
    @ParameterizedTest
    @ValueSource(strings = {"total", "CONV"})
    void aLayerMustNotHaveTheNameOfASum(String name) throws IOException {
        Path network = folder.resolve("net.json");
        Files.writeString(network, NETWORK);
        assertThat(run("{\"network\": \"%s\"}".formatted(network)).exitCode()).isZero();

        Files.writeString(network, NETWORK.replace("fc2", name));
        refuses(
                run("{\"network\": \"%s\"}".formatted(network)),
                "/layers/1 the name of a layer must not be that of a sum of layers in tables, was \"" + name + "\"");
        refuses(
                run("{\"tensors\": \"x.safetensors\", \"layers\": [{\"name\": \"%s\", \"type\": \"fc\"}]}"
                        .formatted(name)),
                "/workloads/0/layers/0 the name of a layer must not be that of a sum");
    }

    @Test
    void layersMustNotHaveOneName() throws IOException {
        Path network = folder.resolve("net.json");
        Files.writeString(network, NETWORK.replace("fc2", "fc1"));

        refuses(
                run("{\"network\": \"%s\"}".formatted(network)),
                "/layers/1/name must be given to one layer only, was \"fc1\" again");
    }
}
