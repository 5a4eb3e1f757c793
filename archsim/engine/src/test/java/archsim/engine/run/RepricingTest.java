package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.tables.TableSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepricingTest {

    private static final TableSet TABLES = TableSet.shipped();

    private static SimulationResult run(String accelerator) {
        String text = """
                {"schemaVersion": 1, "accelerator": %s, "memory": "ddr3-1600", "workloads": [
                  {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
                  {"name": "sparse", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.2}}]}
                """.formatted(accelerator);
        return RunSetup.read("test.json", text, Path.of(""), Optional.empty()).simulate("0", "unknown");
    }

    private static SimulationResult priced(SimulationResult result, OptionalInt technologyNm) {
        return new Repricing("result.json", result, technologyNm, TABLES).priced();
    }

    @Test
    void theSameNodeGivesTheSameResult() {
        SimulationResult result = run("\"sticker\"");
        assertThat(priced(result, OptionalInt.empty())).isEqualTo(result);
        assertThat(priced(result, OptionalInt.of(65))).isEqualTo(result);
    }

    /** What a run gives whose configuration names the other node, provenance and all. */
    @ParameterizedTest
    @ValueSource(ints = {7, 28, 45, 180})
    void anotherNodeGivesWhatARunInThatNodeGives(int technologyNm) {
        SimulationResult there = run("{\"base\": \"sticker\", \"technologyNm\": %d}".formatted(technologyNm));
        assertThat(priced(run("\"sticker\""), OptionalInt.of(technologyNm))).isEqualTo(there);
    }

    /** The energy of a run is what its actions cost, and that of its layers adds up. */
    @Test
    void energyIsTheSumOfItsLines() {
        SimulationResult result = run("\"diannao\"");
        var model = new Repricing("result.json", result, OptionalInt.empty(), TABLES).model();
        for (RunResult run : result.runs()) {
            double explainedPj = run.counts().priced(model).stream()
                    .mapToDouble(line -> line.energyPj())
                    .sum();
            assertThat(explainedPj).isCloseTo(run.totals().energy().totalPj(), within(1e-6));
        }
    }

    /** High performance transistors: 3250 times the leakage of 32 KiB at 65 nm, so leakage is no longer next to nothing. */
    @Test
    void leakageIsAnAssumptionOfTheConfiguration() {
        SimulationResult low = run("\"sticker\"");
        SimulationResult high = run("{\"base\": \"sticker\", \"sramTransistors\": \"high-performance\"}");
        double lowPj = low.runs().get(0).totals().energy().componentPj("leakage");
        double highPj = high.runs().get(0).totals().energy().componentPj("leakage");
        assertThat(highPj / lowPj).isBetween(1000.0, 10_000.0);
        assertThat(low.config().getJsonObject("accelerator").getString("sramTransistors"))
                .isEqualTo("low-standby-power");
    }

    /** As a run it has prices in both nodes; moved to another one it would have those of no machine. */
    @Test
    void aResultWithALevelInANodeOfItsOwnStaysWhereItIs() {
        SimulationResult result = run("""
                {"schemaVersion": 1, "name": "two", "title": "Two nodes", "clockMhz": 200, "technologyNm": 45,
                 "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 24},
                 "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                  {"type": "memory", "name": "buffer", "made": "sram", "words": 8192, "wordBits": 64,
                   "holds": ["weights", "inputs", "outputs"], "technologyNm": 65}]},
                 "source": {"citation": "ours", "confidence": "c"}, "assumptions": []}""");
        assertThat(priced(result, OptionalInt.empty())).isEqualTo(result);
        assertThatThrownBy(() -> priced(result, OptionalInt.of(28)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/config/accelerator/dataflow/levels/1/technologyNm must be absent to price the"
                        + " result at 28 nm, was 65");
    }

    @Test
    void aNodeWithoutPricesIsRefused() {
        SimulationResult result = run("\"sticker\"");
        assertThatThrownBy(() -> priced(result, OptionalInt.of(5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/config/accelerator/technologyNm must be 7 to 180, was 5");
    }
}
