package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.LayerWorkload;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that share what they have in common give what each gives alone, whatever one number sets them apart. */
class SharedRunsTest {

    private static final String CONFIG = """
            {"schemaVersion": 1, "accelerator": {"base": "cambricon-x"%s}, "memory": {"base": "lpddr4-2400"%s},
             "fidelity": "%s", "seed": %d,
             "workloads": [{"network": "lenet5", "weightBits": %d,
                            "sparsity": {"kind": "bernoulli", "weightDensity": %s, "activationDensity": 0.5}}]}
            """;

    private static String config(String machine, String memory, String fidelity, int seed, int bits, String density) {
        return CONFIG.formatted(machine, memory, fidelity, seed, bits, density);
    }

    private static SimulationResult run(String text, RunCache cache) {
        return setup(text, cache).simulate("1", "2");
    }

    private static RunSetup setup(String text, RunCache cache) {
        JsonObject tree = StrictJson.parseObject("run.json", text);
        return RunSetup.read(new Problems("run.json"), "run.json", tree, Path.of(""), Optional.empty(), cache);
    }

    /** Every configuration differs from the first in one place. */
    private static List<String> configs() {
        var all = new ArrayList<String>();
        all.add(config("", "", "event", 1, 8, "0.3"));
        for (String machine : List.of(
                ", \"technologyNm\": 28",
                ", \"technologyNm\": 45",
                ", \"supplyV\": 1.05",
                ", \"temperatureK\": 340",
                ", \"clockMhz\": 500",
                ", \"sramTransistors\": \"high-performance\"",
                ", \"buffers\": {\"inputs\": {\"banks\": 2}}",
                ", \"precision\": {\"accumulatorBits\": 40}",
                ", \"dataflow\": {\"windowInputs\": 128}")) {
            all.add(config(machine, "", "event", 1, 8, "0.3"));
        }
        for (String memory :
                List.of(", \"channels\": 2", ", \"timing\": {\"tCkPs\": 1660}", ", \"power\": {\"idd3n\": 48}")) {
            all.add(config("", memory, "event", 1, 8, "0.3"));
        }
        all.add(config("", "", "analytical", 1, 8, "0.3"));
        all.add(config("", "", "event", 2, 8, "0.3"));
        all.add(config("", "", "event", 1, 4, "0.3"));
        all.add(config("", "", "event", 1, 8, "0.31"));
        return all;
    }

    @Test
    void eachEqualsItsRunAlone() {
        RunCache shared = RunCache.ofBytes(256L << 20);
        List<RunResult> results = new ArrayList<>();
        for (String config : configs()) {
            SimulationResult alone = run(config, RunCache.none());
            assertThat(run(config, shared)).as(config).isEqualTo(alone);
            assertThat(run(config, shared)).as("again: %s", config).isEqualTo(alone);
            results.add(alone.runs().get(0));
        }
        // else a cache that forgot the difference would not be seen
        assertThat(results).doesNotHaveDuplicates();
    }

    /** LeNet-5 has two convolutions and two fully connected layers. */
    @Test
    void theConvolutionsOfAWorkloadAreAnotherRunThanTheWholeOfIt() {
        RunSetup setup = setup(config("", "", "event", 1, 8, "0.3"), RunCache.ofBytes(256L << 20));
        RunSetup convolutions =
                setup.withWorkloads(List.of(setup.workloads().get(0).onlyConvolutions()));

        assertThat(setup.run(0).result().layers()).hasSize(4);
        assertThat(convolutions.run(0).result().layers()).hasSize(2);
    }

    @Test
    void aSharedCachePlansALayerOnceAndOneWithoutRoomEachTime() {
        RunCache shared = RunCache.ofBytes(256L << 20);
        RunSetup setup = setup(config("", "", "event", 1, 8, "0.3"), shared);
        LayerWorkload layer = setup.workloads().get(0).make().layers().get(0);

        assertThat(setup.plan(layer)).isSameAs(setup.plan(layer));
        RunCache none = RunCache.none();
        var goal = new RunGoal(Tiling.DEFAULT, setup.accelerator(), setup.memory(), setup::energyModel);
        assertThat(none.plan(layer, setup.accelerator(), goal))
                .isNotSameAs(none.plan(layer, setup.accelerator(), goal));
    }
}
