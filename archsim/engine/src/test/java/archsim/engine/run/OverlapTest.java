package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.energy.Action;
import archsim.energy.ActionCount;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.RunResult;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every machine whose layers overlap, and of every network. */
class OverlapTest {

    private static final DramStandard LPDDR4 = DramStandards.find("lpddr4-2400");
    private static final List<LayerWorkload> LAYERS = RandomLayers.of(24, 31).toList();
    private static final Prices PRICES = Prices.of(TableSet.shipped());

    private record Planned(Accelerator machine, LayerWorkload layer) {}

    private static final Map<Planned, LayerPlan> PLANS = new ConcurrentHashMap<>();

    private static RunResult run(Accelerator machine, Fidelity fidelity, Overlap overlap) {
        Plans once = (layer, design, goal) ->
                PLANS.computeIfAbsent(new Planned(design, layer), key -> Plans.DIRECT.plan(layer, design, goal));
        List<LayerWorkload> layers = LAYERS.stream()
                .filter(layer -> machine.dataflow().runs(layer.layer()))
                .toList();
        return new Simulator(machine, LPDDR4, fidelity, overlap, Tiling.DEFAULT, once, LayerFacts::of, PRICES)
                .run(new Workload("test", "test", "", layers))
                .result();
    }

    /** On every machine: no layer is slower, all data move, actions that no time decides stay, and the books balance. */
    @ParameterizedTest
    @EnumSource(Fidelity.class)
    void overlapTakesTimeAwayAndNothingElse(Fidelity fidelity) {
        long saved = 0;
        for (String design : AcceleratorLibrary.names()) {
            Accelerator machine = AcceleratorLibrary.find(design);
            RunResult alone = run(machine, fidelity, Overlap.NONE);
            RunResult overlapping = run(machine, fidelity, Overlap.WEIGHTS);
            assertThat(alone.overlapped()).isEmpty();
            assertThat(overlapping.layers()).first().satisfies(layer -> assertThat(layer.overlapped())
                    .contains(Overlapped.NOTHING));
            for (int i = 0; i < alone.layers().size(); i++) {
                compare(alone.layers().get(i), overlapping.layers().get(i));
            }
            saved += overlapping.overlapped().orElseThrow().savedCycles();
            assertThat(overlapping.totals().timeNs()).as(design).isGreaterThanOrEqualTo(busyNs(overlapping.totals()));
        }
        assertThat(saved).isPositive();
    }

    private static void compare(LayerResult alone, LayerResult layer) {
        Overlapped gain = layer.overlapped().orElseThrow();
        Metrics was = alone.metrics();
        Metrics is = layer.metrics();
        assertThat(is.cycles() + gain.savedCycles()).isEqualTo(was.cycles());
        assertThat(gain.savedCycles()).isNotNegative();
        assertThat(gain.earlyBytes() > 0).isEqualTo(gain.savedCycles() > 0);
        assertThat(is.computeCycles()).isEqualTo(was.computeCycles()).isLessThanOrEqualTo(is.cycles());
        assertThat(is.analyticalCycles()).isLessThanOrEqualTo(is.cycles());
        assertThat(is.dramBytes()).isEqualTo(was.dramBytes());
        assertThat(is.sramAccesses()).isEqualTo(was.sramAccesses());
        assertThat(is.slotStack().of(Cause.DRAM_STALL))
                .isEqualTo(was.slotStack().of(Cause.DRAM_STALL) - gain.savedCycles() * was.multipliers());
        assertThat(is.energy().totalPj()).isLessThanOrEqualTo(was.energy().totalPj() * (1 + 1e-12));
        assertThat(counted(layer, OverlapTest::isTimeless)).isEqualTo(counted(alone, OverlapTest::isTimeless));
    }

    private static List<ActionCount> counted(LayerResult layer, Predicate<Action> which) {
        return layer.actions().stream()
                .filter(count -> which.test(count.action()))
                .toList();
    }

    private static boolean isTimeless(Action action) {
        return !(action instanceof Action.ClockCycle
                || action instanceof Action.LogicLeakage
                || action instanceof Action.SramLeakage
                || action instanceof Action.DramRefresh
                || action instanceof Action.DramBackground
                || action instanceof Action.DramPowerDown
                || action instanceof Action.DramSelfRefresh);
    }

    /** All bytes at the memory's peak. */
    private static double busyNs(Metrics totals) {
        long bytes =
                totals.dramBytes().values().stream().mapToLong(Long::longValue).sum();
        return bytes / LPDDR4.peakGbPerSecond();
    }

    @Test
    void theClosedFormIsNeverMoreThanEvents() {
        for (String design : AcceleratorLibrary.names()) {
            Accelerator machine = AcceleratorLibrary.find(design);
            assertThat(run(machine, Fidelity.ANALYTICAL, Overlap.WEIGHTS)
                            .totals()
                            .cycles())
                    .as(design)
                    .isLessThanOrEqualTo(run(machine, Fidelity.EVENT, Overlap.WEIGHTS)
                            .totals()
                            .cycles());
        }
    }

    @Test
    void theBoundOfASearchHoldsForLayersThatOverlap() {
        for (String design : AcceleratorLibrary.names()) {
            Accelerator machine = AcceleratorLibrary.find(design);
            RunResult overlapping = run(machine, Fidelity.ANALYTICAL, Overlap.WEIGHTS);
            List<LayerNeeds> needs = LAYERS.stream()
                    .filter(layer -> machine.dataflow().runs(layer.layer()))
                    .map(layer -> LayerNeeds.of(layer, LayerFacts.of(layer), 1))
                    .toList();
            RunBound bound =
                    RunBound.of(needs, 1, machine, LPDDR4, Overlap.WEIGHTS, PRICES.energyModel(machine, LPDDR4));
            assertThat(bound.cycles())
                    .as(design)
                    .isLessThanOrEqualTo(overlapping.totals().cycles());
            assertThat(bound.energyPj())
                    .isLessThanOrEqualTo(overlapping.totals().energy().totalPj());
        }
    }

    private static RunSetup setup(String accelerator, String overlap, String workload) {
        String text = "{\"schemaVersion\": 1, \"accelerator\": " + accelerator + ", \"memory\": \"lpddr4-2400\","
                + " \"overlap\": " + overlap + ", \"workloads\": [" + workload + "]}";
        return RunSetup.read("run.json", text, Path.of(""), Optional.empty());
    }

    private static final String LENET = "{\"network\": \"lenet5\"}";

    @Test
    void anotherWordIsRefused() {
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> setup("\"sticker\"", "\"inputs\"", LENET))
                        .lines())
                .anyMatch(line -> line.startsWith("/overlap must be one of \"none\", \"weights\", was \"inputs\""));
    }

    @Test
    void aMachineOfLevelsIsRefusedWithTheReason() {
        String levels = """
                {"schemaVersion": 1, "name": "small", "title": "small", "clockMhz": 1000, "technologyNm": 45,
                 "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 32},
                 "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"},
                   {"type": "memory", "name": "buffer", "made": "registers", "words": 65536, "wordBits": 32,
                    "holds": ["weights", "inputs", "outputs"]}]},
                 "source": {"citation": "none", "confidence": "c"}, "assumptions": []}""";
        assertThat(catchThrowableOfType(
                                InvalidInputException.class,
                                () -> setup(levels, "\"weights\"", "{\"network\": \"nosuch\"}"))
                        .lines())
                .anyMatch(line -> line.startsWith("/overlap must be \"none\": small is described by its levels"))
                .anyMatch(line -> line.startsWith("/workloads/0"));
        assertThat(setup(levels, "\"none\"", LENET).overlap()).isEqualTo(Overlap.NONE);
    }

    /** Every layer of every block has one before it but the very first; what they gain is gained as often. */
    @Test
    void blocksOfALanguageModelFollowOneAnother(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
             "num_key_value_heads": 2, "intermediate_size": 128, "vocab_size": 128, "tie_word_embeddings": true}\
            """);
        String model = "{\"network\": \"" + folder + "\", \"prefill\": {\"tokens\": 16}, \"decode\": {\"context\": 16,"
                + " \"tokens\": 2}}";
        RunResult alone = setup("\"systolic\"", "\"none\"", model).run(0).result();
        RunResult overlapping =
                setup("\"systolic\"", "\"weights\"", model).run(0).result();
        assertThat(overlapping.overlapped().orElseThrow().savedCycles())
                .isPositive()
                .isEqualTo(alone.totals().cycles() - overlapping.totals().cycles());
        for (int i = 0; i < alone.layers().size(); i++) {
            compare(alone.layers().get(i), overlapping.layers().get(i));
            assertThat(overlapping.layers().get(i).repeat())
                    .isEqualTo(alone.layers().get(i).repeat());
        }
        assertThat(overlapping.totals().storage()).isEqualTo(alone.totals().storage());
        double prefill =
                overlapping.tokenRates().orElseThrow().prefill().orElseThrow().timeNs();
        double decode =
                overlapping.tokenRates().orElseThrow().decode().orElseThrow().timeNs();
        assertThat(prefill + decode).isCloseTo(overlapping.totals().timeNs(), within(1e-6));
    }
}
