package archsim.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings that are given or constrained, as three commands take them. */
class BoundMappingTest {

    private static final String NETWORK = """
        {"schemaVersion": 1, "name": "small", "title": "Small", "dataset": "none", "source": "made up", "layers": [
          {"type": "conv", "name": "c1", "channels": 8, "filters": 16, "height": 17, "width": 17, "kernel": 3},
          {"type": "conv", "name": "c2", "channels": 16, "filters": 16, "height": 7, "width": 7, "kernel": 3}]}""";

    @TempDir
    private Path folder;

    private String config(String tiling) throws IOException {
        Path machine = Path.of("../examples/described-machines/stc.json").toAbsolutePath();
        Files.writeString(folder.resolve("small.json"), NETWORK);
        return Files.writeString(folder.resolve("run.json"), """
                {"schemaVersion": 1, "accelerator": "%s", "memory": "ddr4-2400",
                 "workloads": [{"network": "small.json"}], "tiling": %s}""".formatted(machine, tiling))
                .toString();
    }

    /** One layer's whole work in a tile of each level, one that is no mapping, one that leaves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'given': {'c1': {'levels': [{'level': 'rf', 'loops': [{'loop': 'k', 'factor': 16}, {'loop': 'c',"
                        + " 'factor': 8}, {'loop': 'r', 'factor': 3}, {'loop': 's', 'factor': 3}, {'loop': 'p', 'factor': 15},"
                        + " {'loop': 'q', 'factor': 15}]}]}}}",
                "{'given': {'c1': {'levels': [{'level': 'nowhere', 'loops': []}]}, 'c2': {'levels': []}}}",
                "{'constrained': {'*': {'levels': [{'level': 'dram', 'loops': [{'loop': 'k', 'factor': 17}]}]}}}"
            })
    void checkFindsTheFaultsOfARun(String tiling) throws IOException {
        String config = config(tiling.replace('\'', '"'));
        Outcome run = Outcome.of("run", "--config", config);
        Outcome check = Outcome.of("check", config);
        Outcome map = Outcome.of("map", config);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(map.exitCode()).isEqualTo(2);
        assertThat(map.err()).isEqualTo(run.err());
        assertThat(run.err().lines().skip(1)).isNotEmpty().allSatisfy(fault -> assertThat(check.out())
                .contains(fault.strip()));
        assertThat(check.out().lines().count()).isEqualTo(run.err().lines().count() - 1);
    }

    @Test
    void aMapSaysWhatIsFixed() throws IOException {
        Outcome map = Outcome.of(
                "map",
                config(
                        "{\"constrained\": {\"c1\": {\"levels\": [{\"level\": \"dram\", \"loops\": [{\"loop\": \"p\", \"factor\":"
                                + " 5}], \"innermost\": [\"p\"]}]}}}"));
        assertThat(map.exitCode()).as(map.err()).isZero();
        assertThat(map.out())
                .contains(" with dram p 5, innermost p; ")
                .contains("times the least cycles that any of these could take")
                .contains("for p in 0..5:\n")
                .contains("times the least cycles that any could take");
    }
}
