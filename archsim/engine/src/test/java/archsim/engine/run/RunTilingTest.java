package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTilingTest {

    private static RunSetup read(String accelerator, String tiling) {
        String text = """
                {"schemaVersion": 1, "accelerator": "%s", "memory": "lpddr4-2400", "tiling": %s,
                 "workloads": [{"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]}""".formatted(accelerator, tiling);
        return RunSetup.read("run.json", text, Path.of(""), Optional.empty());
    }

    private static LayerResult layer(RunSetup setup, int index) {
        return setup.run(0).result().layers().get(index);
    }

    @Test
    void theObjectiveStandsInTheResolvedConfiguration() {
        assertThat(read("sticker", "{}").json().getJsonObject("tiling").getString("objective"))
                .isEqualTo("cycles");
        assertThat(read("sticker", "{\"objective\": \"dramBytes\"}")
                        .json()
                        .getJsonObject("tiling")
                        .getString("objective"))
                .isEqualTo("dramBytes");
    }

    @Test
    void eachObjectiveIsLeastWhereItIsAskedFor() {
        Metrics cycles = read("diannao", "{}").run(0).result().totals();
        Metrics energy =
                read("diannao", "{\"objective\": \"energy\"}").run(0).result().totals();
        Metrics bytes = read("diannao", "{\"objective\": \"dramBytes\"}")
                .run(0)
                .result()
                .totals();
        assertThat(cycles.cycles()).isLessThan(bytes.cycles());
        assertThat(energy.energy().totalPj())
                .isLessThan(cycles.energy().totalPj())
                .isLessThan(bytes.energy().totalPj());
        assertThat(dramBytes(bytes)).isLessThan(dramBytes(cycles));
    }

    private static long dramBytes(Metrics metrics) {
        return metrics.dramBytes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** 24 x 24 outputs in patches of 6 x 24 and 20 filters in parts of 10: the 5 x 5 windows read 4 x (10 x 28) inputs twice. */
    @Test
    void aGivenCutIsTaken() {
        RunSetup setup = read(
                "diannao",
                "{\"given\": {\"conv1\": {\"rows\": 6, \"columns\": 24, \"filters\": 10, \"channels\": 1,"
                        + " \"order\": \"filters-outermost\"}}}");
        assertThat(setup.plan(setup.workloads().get(0).make().layers().get(0)).tiles())
                .hasSize(8);
        assertThat(layer(setup, 0).metrics().cycles()).isPositive();
    }

    @Test
    void allFaultsOfATilingAreReportedAtOnce() {
        assertThatThrownBy(() -> read("diannao", "{\"objective\": \"cycle\", \"given\": 3}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/tiling/objective")
                .hasMessageContaining("must be one of cycles, energy, edp, dramBytes, was \"cycle\"")
                .hasMessageContaining("/tiling/given");
        assertThatThrownBy(() -> read(
                        "diannao",
                        "{\"given\": {\"conv9\": {\"rows\": 1, \"columns\": 1, \"filters\": 1, \"channels\": 1},"
                                + " \"conv1\": {\"rows\": 0, \"columns\": 1, \"filters\": 1}}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/tiling/given/conv9")
                .hasMessageContaining("is no layer of a workload, did you mean \"conv1\"?")
                .hasMessageContaining("/tiling/given/conv1/rows")
                .hasMessageContaining("/tiling/given/conv1/channels");
    }

    @Test
    void aMachineWithoutAChoiceTakesNoMapping() {
        assertThatThrownBy(() -> read("eie", "{\"given\": {\"fc1\": {}}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/tiling/given/fc1")
                .hasMessageContaining("eie runs a layer in one way only");
    }

    /** 50 filters of 500 weights of 8 bits, inputs of 20 channels of 12 x 12: DianNao's halves hold 131,072 and 8,192 bits. */
    @Test
    void aGivenCutThatDoesNotFitNamesEveryLimit() {
        RunSetup setup = read(
                "diannao",
                "{\"given\": {\"conv2\": {\"rows\": 8, \"columns\": 8, \"filters\": 50, \"channels\": 20}}}");
        assertThatThrownBy(() -> setup.simulate("test", "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/tiling/given/conv2")
                .hasMessageContaining("bits of inputs in half of the input buffer, there are")
                .hasMessageContaining("bits of weights in half of the weight buffer, there are");
    }

    @Test
    void eyerissTakesAMappingAndNamesEveryLimitThatItDoesNotKeep() {
        RunSetup taken = read(
                "eyeriss",
                "{\"given\": {\"conv2\": {\"mapping\": {\"m\": 10, \"n\": 1, \"e\": 8, \"p\": 5, \"q\": 2, \"r\": 1,"
                        + " \"t\": 2}}}}");
        assertThat(layer(taken, 1).mode()).isEqualTo("m10 n1 e8 p5 q2 r1 t2, 80 PEs");
        RunSetup refused = read(
                "eyeriss",
                "{\"given\": {\"conv2\": {\"mapping\": {\"m\": 60, \"n\": 2, \"e\": 9, \"p\": 30, \"q\": 3, \"r\": 7,"
                        + " \"t\": 9}}}}");
        assertThatThrownBy(() -> refused.simulate("test", "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/tiling/given/conv2")
                .hasMessageContaining("needs 60 filters (m), of a group, there are 50")
                .hasMessageContaining("needs 2 images (n), there are 1")
                .hasMessageContaining("needs 9 output rows (e), there are 8")
                .hasMessageContaining("needs 21 channels in a pass (q r), of a group, there are 20")
                .hasMessageContaining("needs 63 PE sets on the array (r t), there are 2")
                .hasMessageContaining("needs 15 words in an input scratchpad (q S), there are 12")
                .hasMessageContaining("needs 450 words in a filter scratchpad (p q S), there are 224")
                .hasMessageContaining("needs 30 words in a partial-sum scratchpad (p), there are 24");
    }

    /** Conv2 alone has 800 weights a filter of 50, conv1 25 of 20; what stands under a name binds its layer, * all others. */
    @Test
    void constraintsBindLayersByNameOrAllOthers() {
        RunSetup setup = read(
                "../examples/described-machines/stc.json",
                "{\"constrained\": {\"*\": {\"levels\": [{\"level\": \"dram\", \"loops\": [{\"loop\": \"k\", \"factor\": 21}]}]},"
                        + " \"conv2\": {\"levels\": []}, \"fc1\": {\"levels\": [{\"level\": \"cram\"}]}}}");
        assertThat(setup.json().getJsonObject("tiling").getJsonObject("constrained"))
                .containsKeys("*", "conv2", "fc1");
        assertThatThrownBy(setup::requireMappings)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "/tiling/constrained/* for layer conv1: k: needs 20 iterations, there are 21 to any number of dram 21")
                .hasMessageContaining("/tiling/constrained/fc1/levels/0/level for layer fc1: must be one of dram,")
                .hasMessageContaining("for layer fc2: k: needs 10 iterations")
                .hasMessageNotContaining("conv2");
    }

    /** A fault that all layers share is reported once, alone and beside other faults; factors are reported by layer. */
    @Test
    void aFaultOfSeveralLayersIsToldOnce() {
        String constrained = "{\"*\": {\"levels\": [{\"level\": \"cram\"}, {\"level\": \"dram\", \"loops\": [{\"loop\":"
                + " \"k\", \"factor\": 100}]}]}";
        String stc = "../examples/described-machines/stc.json";
        assertThatThrownBy(read(stc, "{\"constrained\": " + constrained + "}}")::requireMappings)
                .hasMessageContainingAll(
                        "/tiling/constrained/*/levels/0/level for layers conv1, conv2, fc1 and fc2: must be one of dram,",
                        "/tiling/constrained/* for layer conv1: k: needs 20 iterations, there are 100",
                        "/tiling/constrained/* for layer conv2: k: needs 50 iterations, there are 100");
        assertThat(faults("{\"constrained\": " + constrained + ", \"conv7\": {\"levels\": []}}}"))
                .contains(
                        "/tiling/constrained/conv7 is no layer of a workload",
                        "/tiling/constrained/*/levels/0/level for layers conv1, conv2, fc1 and fc2: must be one of dram,")
                .containsOnlyOnce("cram");
    }

    @Test
    void constraintsAreOfDescribedMachinesAndOfLayersWithoutAMapping() {
        assertThatThrownBy(() -> read("diannao", "{\"constrained\": {\"conv1\": {}}}"))
                .hasMessageContaining("/tiling/constrained/conv1 must be left out: diannao is no machine described");
        assertThatThrownBy(() -> read(
                        "../examples/described-machines/stc.json",
                        "{\"given\": {\"conv1\": {\"levels\": []}}, \"constrained\": {\"conv1\": {\"levels\": []},"
                                + " \"conv7\": {\"levels\": []}}}"))
                .hasMessageContaining("/tiling/constrained/conv1 must be left out: the whole mapping is given")
                .hasMessageContaining("/tiling/constrained/conv7 is no layer of a workload");
    }

    private static String levels(String levels) {
        return "{\"levels\": [" + levels.replace('\'', '"') + "]}";
    }

    private static String faults(String tiling) {
        try {
            read("../examples/described-machines/stc.json", tiling);
            return "";
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }

    /** With loops unread, 3 of 50 filters and 9 of 5 columns are wrong whatever these are; 10 of 20 channels may be right. */
    @Test
    void aLoopThatCannotBeReadHidesNoOtherFault() {
        String found = faults("{\"objective\": \"cycle\", \"given\": {\"conv2\": "
                + levels(
                        "{'level': 'dram', 'loops': [{'loop': 'z', 'factor': 2}, {'loop': 'k', 'factor': 3}, {'loop': 'p',"
                                + " 'factor': 8}, {'loop': 'r', 'factor': 0}, {'loop': 's', 'factor': 9}]}, {'level': 'rowz', 'loops':"
                                + " [{'loop': 'q', 'factor': 8}]}, {'level': 'lanes', 'loops': [{'loop': 'k', 'factor': 1}, {'loop':"
                                + " 'c', 'factor': 10}]}")
                + ", \"fc1\": " + levels("{'level': 'rf', 'loops': [{'loop': 'k', 'factor': 499}]}") + "}}");
        assertThat(found.lines().skip(1).map(String::strip))
                .containsExactlyInAnyOrder(
                        "/tiling/objective must be one of cycles, energy, edp, dramBytes, was \"cycle\", did you mean"
                                + " \"cycles\"?",
                        "/tiling/given/conv2/levels/0/loops/0/loop must be one of \"n\", \"g\", \"k\", \"c\", \"r\","
                                + " \"s\", \"p\", \"q\", was \"z\"",
                        "/tiling/given/conv2/levels/0/loops/3/factor must be a whole number of at least 1, was 0",
                        "/tiling/given/conv2/levels/1/level must be one of dram, smem, subpartitions, rf, rows, lanes, lrf,"
                                + " was \"rowz\", did you mean \"rows\"?",
                        "/tiling/given/conv2/levels/2/loops/0/loop must be one that lanes spreads, c, was k",
                        "/tiling/given/conv2 factors of k multiply to 3, the layer has 50",
                        "/tiling/given/conv2 factors of s multiply to 9, the layer has 5",
                        "/tiling/given/fc1 factors of k multiply to 499, the layer has 500",
                        "/tiling/given/fc1 factors of c multiply to 1, the layer has 800");
    }

    /** The mapping of fc1 is sound but for its tiles: all 800 x 500 weights lie in a register. */
    @Test
    void aFaultElsewhereHidesNoTileThatDoesNotFit() {
        assertThat(faults("{\"objective\": \"cycle\", \"given\": {\"conv2\": {}, \"fc1\": "
                        + levels(
                                "{'level': 'dram', 'loops': []}, {'level': 'lrf', 'loops': [{'loop': 'k', 'factor': 500},"
                                        + " {'loop': 'c', 'factor': 800}]}")
                        + "}}"))
                .contains("/tiling/objective ", "/tiling/given/conv2/levels is missing, expected a list")
                .contains("/tiling/given/fc1 smem: its tensors need ", "/tiling/given/fc1 lrf: weights need ");
    }

    /** What is unread binds nothing; of the rest all is said but what one of these faults may be the cause of. */
    @Test
    void constraintsThatCannotBeReadHideNoOtherFault() {
        String found = faults("{\"constrained\": {\"conv2\": "
                + levels(
                        "{'level': 'dram', 'loops': [{'loop': 'k', 'factor': 51}, {'loop': 'y', 'factor': 2}], 'only': ['x']},"
                                + " {'level': 'lanes', 'innermost': ['c'], 'loops': [{'loop': 'c', 'factor': -1}, {'loop': 'k',"
                                + " 'factor': 2}]}, {'level': 'smen'}")
                + "}}");
        assertThat(found.lines().skip(1).map(String::strip))
                .containsExactlyInAnyOrder(
                        "/tiling/constrained/conv2/levels/0/loops/1/loop must be one of \"n\", \"g\", \"k\", \"c\", \"r\","
                                + " \"s\", \"p\", \"q\", was \"y\"",
                        "/tiling/constrained/conv2/levels/0/only/0 must be one of \"n\", \"g\", \"k\", \"c\", \"r\","
                                + " \"s\", \"p\", \"q\", was \"x\"",
                        "/tiling/constrained/conv2/levels/1/loops/0/factor must be a whole number of at least 1, was -1",
                        "/tiling/constrained/conv2/levels/1/innermost for layer conv2: must be left out: instances of lanes"
                                + " have no order",
                        "/tiling/constrained/conv2/levels/1/loops for layer conv2: must name loops that lanes spreads, c, was"
                                + " k",
                        "/tiling/constrained/conv2/levels/2/level for layer conv2: must be one of dram, smem, subpartitions,"
                                + " rf, rows, lanes, lrf, was \"smen\", did you mean \"smem\"?");
    }

    /** Filters of fc1: 65,536 x 65,536 of them are more than can be counted, whatever is cut. */
    @Test
    void factorsThatOverflowAreRefused() {
        assertThat(faults("{\"objective\": 1, \"given\": {\"fc1\": "
                        + levels(
                                "{'level': 'dram', 'loops': [{'loop': 'k', 'factor': 1, 'partial': true}]}, {'level': 'smem',"
                                        + " 'loops': [{'loop': 'k', 'factor': 65536}, {'loop': 'k', 'factor': 65536}, {'loop': 'c',"
                                        + " 'factor': 800}]}")
                        + "}}"))
                .contains("/tiling/given/fc1 factors of k multiply to 2147483647, the layer has 500");
    }

    @Test
    void anUnknownMachineHidesNoWrongObjective() {
        assertThatThrownBy(() -> read("stickr", "{\"objective\": \"cycle\", \"given\": 3}"))
                .hasMessageContaining("/accelerator ")
                .hasMessageContaining("/tiling/objective must be one of cycles")
                .hasMessageContaining("/tiling/given must be an object of mappings by layer");
    }
}
