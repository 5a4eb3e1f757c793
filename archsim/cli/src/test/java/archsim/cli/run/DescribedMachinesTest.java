package archsim.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every machine that is offered to begin from runs, is priced, and prints its loops. */
class DescribedMachinesTest {

    private static final Path FOLDER = Path.of("../examples/described-machines");
    private static final String NETWORK = """
        {"schemaVersion": 1, "name": "small", "title": "Small", "dataset": "none", "source": "made up",
         "layers": [{"type": "conv", "name": "c1", "channels": 8, "filters": 16, "height": 9, "width": 9, "kernel": 3}]}\
        """;
    private static final String RUN = """
        {"schemaVersion": 1, "accelerator": %s, "memory": "ddr4-2400", "fidelity": "analytical", "workloads": [
          {"network": "small.json", "sparsity": {"kind": "nm", "n": 2, "m": 4, "activationDensity": 0.5}}]}\
        """;

    @TempDir
    private Path folder;

    static List<Path> machines() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void runsAndMaps(Path machine) throws IOException {
        Files.writeString(folder.resolve("small.json"), NETWORK);
        String config = Files.writeString(folder.resolve("run.json"), RUN.formatted(Files.readString(machine)))
                .toString();
        Outcome run = Outcome.of("run", "--config", config);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Outcome map = Outcome.of("map", config);
        assertThat(map.exitCode()).as(map.err()).isZero();
        assertThat(map.out()).contains("for ");
    }
}
