package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.DesignLayers;
import archsim.engine.machines.RandomLayers;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorTest {

    private static final DramStandard LPDDR4 = DramStandards.find("lpddr4-2400");

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> RandomLayers.of(40, 31));
    }

    private static final Map<Searched, LayerPlan> PLANS = new ConcurrentHashMap<>();

    private record Searched(Accelerator machine, DramStandard memory, LayerWorkload layer) {}

    private static Accelerator machine(String design) {
        return DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
    }

    /** Mappings are searched once for all tests. */
    private static Metrics run(String design, DramStandard memory, Fidelity fidelity, LayerWorkload... layers) {
        Plans once = (layer, machine, goal) -> PLANS.computeIfAbsent(
                new Searched(machine, memory, layer), key -> Plans.DIRECT.plan(layer, machine, goal));
        var simulator = new Simulator(
                machine(design),
                memory,
                fidelity,
                Overlap.NONE,
                Tiling.DEFAULT,
                once,
                LayerFacts::of,
                Prices.of(TableSet.shipped()));
        return simulator
                .run(new Workload("test", "test", "", List.of(layers)))
                .result()
                .totals();
    }

    /** Layers cut alike whatever the memory. */
    private static Metrics runCutAlike(String design, DramStandard memory, Fidelity fidelity, LayerWorkload layer) {
        return CutAlike.of(machine(design), memory, fidelity)
                .run(new Workload("test", "test", "", List.of(layer)))
                .result()
                .totals();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void analyticalNeverExceedsEvent(String design, LayerWorkload layer) {
        Metrics event = run(design, LPDDR4, Fidelity.EVENT, layer);
        Metrics analytical = run(design, LPDDR4, Fidelity.ANALYTICAL, layer);
        assertThat(analytical.cycles()).isBetween(event.computeCycles(), event.cycles());
        assertThat(analytical.cycles()).isEqualTo(event.analyticalCycles());
        assertThat(analytical.dramBytes()).isEqualTo(event.dramBytes());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theSameRunGivesTheSameFigures(String design, LayerWorkload layer) {
        var searching = new Simulator(machine(design), LPDDR4, Fidelity.EVENT);
        Metrics again = searching
                .run(new Workload("test", "test", "", List.of(layer)))
                .result()
                .totals();
        assertThat(again).isEqualTo(run(design, LPDDR4, Fidelity.EVENT, layer));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void layersAddUp(String design, LayerWorkload layer) {
        Metrics one = run(design, LPDDR4, Fidelity.EVENT, layer);
        Metrics two = run(design, LPDDR4, Fidelity.EVENT, layer, layer);
        assertThat(two.cycles()).isEqualTo(2 * one.cycles());
        assertThat(two.energy().totalPj())
                .isCloseTo(
                        2 * one.energy().totalPj(), within(1e-9 * two.energy().totalPj()));
        assertThat(two.slotStack().total()).isEqualTo(2 * one.slotStack().total());
    }

    /** With a memory of the same geometry whose clock is ten times as fast, no layer takes longer. */
    @ParameterizedTest
    @MethodSource("runs")
    void moreBandwidthNeverSlows(String design, LayerWorkload layer) {
        Metrics slow = runCutAlike(design, LPDDR4, Fidelity.EVENT, layer);
        Metrics fast = runCutAlike(design, fasterMemory(), Fidelity.EVENT, layer);
        assertThat(fast.cycles()).isLessThanOrEqualTo(slow.cycles());
        assertThat(fast.computeCycles()).isEqualTo(slow.computeCycles());
    }

    private static DramStandard fasterMemory() {
        return MemoryConfig.read("fast", "{\"base\": \"lpddr4-2400\", \"timing\": {\"tCkPs\": 100}}");
    }

    private static final DramStandard FOUR_CHANNELS =
            MemoryConfig.read("four", "{\"base\": \"lpddr4-2400\", \"channels\": 4}");

    @ParameterizedTest
    @MethodSource("runs")
    void channelsMoveTheSameData(String design, LayerWorkload layer) {
        Metrics event = runCutAlike(design, FOUR_CHANNELS, Fidelity.EVENT, layer);
        Metrics analytical = runCutAlike(design, FOUR_CHANNELS, Fidelity.ANALYTICAL, layer);
        assertThat(event.dramBytes())
                .isEqualTo(runCutAlike(design, LPDDR4, Fidelity.EVENT, layer).dramBytes());
        assertThat(analytical.cycles()).isLessThanOrEqualTo(event.cycles());
    }

    /** DianNao at 980 MHz waits for 1 MiB of weights: 4096 cycles of computing, 54 us = 53,000 cycles of one channel. */
    @Test
    void channelsWorkSideBySide() {
        var shape = UniformLayer.shape(1, 1024, 1024, 1, 1, 1, 1, 1, 0, 1);
        var layer = new LayerWorkload(
                new Layer("fc", shape), Mask.full(1 << 20), Mask.full(1024), 8, Scheme.NON_STRUCTURED);
        Metrics one = run("diannao", LPDDR4, Fidelity.EVENT, layer);
        Metrics four = run("diannao", FOUR_CHANNELS, Fidelity.EVENT, layer);
        assertThat((double) one.cycles() / four.cycles()).isBetween(3.5, 4.0);
    }

    /** The weights of small layers are in EIE's PEs before the layer starts. */
    @ParameterizedTest
    @MethodSource("runs")
    void everyKindOfDataIsMovedAndPaid(String design, LayerWorkload layer) {
        Dataflow dataflow = machine(design).dataflow();
        Metrics metrics = run(design, LPDDR4, Fidelity.EVENT, layer);
        for (DataType type : List.of(DataType.WEIGHTS, DataType.INPUTS, DataType.OUTPUTS)) {
            boolean stored = type == DataType.WEIGHTS
                    ? layer.weights().count() > 0 && !dataflow.keepsWeightsOnChip()
                    : !dataflow.keepsMapsOnChip();
            stored &= type != DataType.INPUTS
                    || layer.shape().rows().paddingBefore() < layer.shape().r();
            assertThat(!stored || metrics.dramBytes().getOrDefault(type, 0L) > 0)
                    .as("%s move", type)
                    .isTrue();
            assertThat(metrics.energy().dataTypePj(type)).as("%s cost", type).isPositive();
        }
    }

    /** Time with and without open rows makes up all cycles; what is shared out by data type sums to what was spent. */
    @ParameterizedTest
    @MethodSource("runs")
    void theMemoryIsPoweredForAllCycles(String design, LayerWorkload layer) {
        Accelerator machine = machine(design);
        LayerPlan plan = CutAlike.plan(machine, layer);
        MemoryOutcome outcome = MemoryOutcome.of(plan, machine, LPDDR4, Fidelity.EVENT);
        assertThat(outcome.dram().ranks().allPs()).isEqualTo(outcome.cycles() * machine.clockPeriodPs());
        var counts = new ActionCounts();
        outcome.dram().addTo(counts, LPDDR4);
        long[] refreshes = {0};
        long[] bursts = {0};
        counts.forEach((key, count) -> {
            refreshes[0] += key.action() instanceof Action.DramRefresh ? count : 0;
            bursts[0] += key.action() instanceof Action.DramBurst ? count : 0;
        });
        assertThat(refreshes[0]).isEqualTo(outcome.dram().refreshes());
        assertThat(bursts[0])
                .isEqualTo(outcome.dram().bursts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void weightsThatAreTooWideAreRefused() {
        LayerWorkload narrow = RandomLayers.of(1, 1).findFirst().orElseThrow();
        var wide = new LayerWorkload(narrow.layer(), narrow.weights(), narrow.inputs(), 16, narrow.scheme());
        assertThatThrownBy(() -> run("sticker", LPDDR4, Fidelity.EVENT, wide))
                .isInstanceOf(RefusedLayersException.class)
                .hasMessageContaining("its weights have 16 bits, the multipliers take 8");
    }

    /** Narrower weights would not help: what the machine cannot run at all is said first. */
    @Test
    void aLayerThatNoWidthMakesRunnableIsRefusedForWhatItIs() {
        var depthwise = UniformLayer.shape(1, 4, 4, 6, 6, 3, 3, 1, 1, 4);
        var layer =
                new LayerWorkload(new Layer("dw", depthwise), Mask.full(36), Mask.full(144), 16, Scheme.NON_STRUCTURED);
        assertThatThrownBy(() -> run("eie", LPDDR4, Fidelity.EVENT, layer))
                .isInstanceOf(RefusedLayersException.class)
                .hasMessageContaining("a depthwise convolution does not")
                .hasMessageNotContaining("16 bits");
    }

    @Test
    void aReasonThatManyLayersShareIsToldOnce() {
        var shape = UniformLayer.shape(1, 4, 4, 6, 6, 3, 3, 1, 1, 1);
        LayerWorkload[] layers = Stream.of("first", "second", "third")
                .map(name -> new LayerWorkload(
                        new Layer(name, shape), Mask.full(144), Mask.full(144), 4, Scheme.NON_STRUCTURED))
                .toArray(LayerWorkload[]::new);
        assertThatThrownBy(() -> run("eie", LPDDR4, Fidelity.EVENT, layers))
                .hasMessage(
                        "layer first and 2 more cannot run on this machine: EIE multiplies matrices with vectors: fully"
                                + " connected layers run, a convolution does not");
    }

    @Test
    void designsThatShipAreRead() {
        assertThat(AcceleratorLibrary.names())
                .contains("sticker", "diannao", "cambricon-x", "scnn", "dcnn", "dcnn-opt");
        Accelerator sticker = AcceleratorLibrary.find("sticker");
        assertThat(sticker.machine().multipliers()).isEqualTo(256);
        assertThat(sticker.clockPeriodPs()).isEqualTo(5000);
    }
}
