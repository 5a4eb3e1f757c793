package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.ChangedDesign;
import archsim.engine.counts.CountedLayers;
import archsim.engine.counts.Tally;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action and every transfer of SCNN, against counting vector by vector. */
class ScnnCountsTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    /** 2 x 3 PEs whose queues, accumulators and memories are so small that most layers need several tiles and DRAM. */
    private static final String NARROW = "{'peArray': {'rows': 2, 'columns': 3},"
            + "'precision': {'weightBits': 8, 'activationBits': 12, 'accumulatorBits': 20},"
            + "'dataflow': {'activationsPerCycle': 3, 'weightsPerCycle': 5, 'accumulatorEntries': 160,"
            + "'accumulatorBanks': 24%s},"
            + "'buffers': {'weights': {'capacityBytes': 300, 'wordBits': 40, 'banks': 3},"
            + "'inputs': {'capacityBytes': 240, 'wordBits': 40, 'banks': 2},"
            + "'outputs': {'capacityBytes': 200, 'wordBits': 72, 'banks': 4}}}";

    private static final ScnnOptions NARROW_OPTIONS = new ScnnOptions(3, 5, 160, 24, false, false);

    private static final Accelerator BY_GROUP = narrow("");
    private static final Accelerator BY_CHANNEL = narrow(", 'queueDepth': 0, 'barrier': 'channel'");
    private static final Accelerator FREE = narrow(", 'queueDepth': 7, 'barrier': 'none'");
    private static final Accelerator HASHED =
            narrow(", 'queueDepth': 0, 'barrier': 'channel', 'bankHash': 'dnnsim', 'tiling': 'scnn'");
    private static final Accelerator DNNSIM = ChangedDesign.of("scnn", "{'dataflow': {'bankHash': 'dnnsim'}}");
    private static final Accelerator TILED = narrow(", 'tiling': 'dnnsim'");

    private static final Accelerator FEW_SUMS = ChangedDesign.of(
            "scnn",
            NARROW.formatted("")
                    .replace("'accumulatorEntries': 160", "'accumulatorEntries': 4")
                    .replace("'accumulatorBanks': 24", "'accumulatorBanks': 4"));

    /** The narrow machine with other options of its dataflow. */
    static Accelerator narrow(String options) {
        return ChangedDesign.of("scnn", NARROW.formatted(options));
    }

    static Stream<LayerWorkload> connectedLayers() {
        return CountedLayers.of(200, 1429).filter(layer -> layer.shape().isFullyConnected());
    }

    static Stream<LayerWorkload> fewerLayers() {
        return CountedLayers.of(100, 1427);
    }

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(250, 1423);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionIsCounted(LayerWorkload layer) {
        check(layer, SCNN, ScnnOptions.SHIPPED);
        check(layer, BY_GROUP, NARROW_OPTIONS);
        check(layer, BY_CHANNEL, NARROW_OPTIONS);
        check(layer, FREE, NARROW_OPTIONS);
        check(layer, HASHED, new ScnnOptions(3, 5, 160, 24, true, false));
    }

    /** DNNsim's tiling, of which fully connected layers are folded. */
    @ParameterizedTest
    @MethodSource("fewerLayers")
    void everyActionIsCountedAsDnnsimCutsLayers(LayerWorkload layer) {
        check(layer, DNNSIM, new ScnnOptions(4, 4, 1024, 32, true, true));
        check(layer, TILED, new ScnnOptions(3, 5, 160, 24, false, true));
    }

    /** Four sums a PE: filters of a fully connected layer come in groups of 24. */
    @ParameterizedTest
    @MethodSource("connectedLayers")
    void everyActionOfConnectedLayersInGroupsIsCounted(LayerWorkload layer) {
        check(layer, FEW_SUMS, new ScnnOptions(3, 5, 4, 4, false, false));
    }

    private static void check(LayerWorkload layer, Accelerator design, ScnnOptions options) {
        LayerPlan plan = design.dataflow().plan(layer, design.machine());
        var counted = new CountedScnn(layer, design.machine(), options, ScnnRegions.of(layer, design)).run();
        assertThat(Tally.of(plan)).isEqualTo(counted.tally().counts());
        assertThat(plan.tiles().stream().map(ScnnCountsTest::moved).toList()).isEqualTo(counted.moved());
    }

    private static List<Transfer> moved(Tile tile) {
        var moved = new ArrayList<>(tile.loads());
        moved.add(tile.store());
        return moved;
    }

    @Test
    void mostLayersNeedSeveralTilesAndDramOnTheNarrowMachine() {
        List<LayerPlan> plans = layers().map(layer -> BY_GROUP.dataflow().plan(layer, BY_GROUP.machine()))
                .toList();
        assertThat(plans.stream().filter(plan -> plan.tiles().size() > 5).count())
                .isGreaterThan(150);
        assertThat(plans.stream()
                        .filter(plan -> plan.tiles().get(0).loads().get(0).bits() > 0)
                        .count())
                .isGreaterThan(100);
        assertThat(plans.stream()
                        .filter(plan -> plan.tiles().stream()
                                .anyMatch(tile -> tile.store().bits() > 0))
                        .count())
                .isGreaterThan(100);
    }
}
