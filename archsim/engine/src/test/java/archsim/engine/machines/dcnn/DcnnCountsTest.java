package archsim.engine.machines.dcnn;

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

/** Every action and every transfer of DCNN and DCNN-opt, against counting dot product by dot product. */
class DcnnCountsTest {

    private static final Accelerator DCNN = AcceleratorLibrary.find("dcnn");
    private static final Accelerator DCNN_OPT = AcceleratorLibrary.find("dcnn-opt");

    /** 3 x 2 PEs whose queues, accumulators and memories are so small that most layers need several blocks and DRAM. */
    private static final String NARROW = "{'peArray': {'rows': 3, 'columns': 2},"
            + "'precision': {'weightBits': 8, 'activationBits': 12, 'accumulatorBits': 20},"
            + "'dataflow': {'channelsPerCycle': 5, 'accumulatorEntries': 40},"
            + "'buffers': {'weights': {'capacityBytes': 192, 'wordBits': 40, 'banks': 3},"
            + "'inputs': {'capacityBytes': 600, 'wordBits': 56, 'banks': 2},"
            + "'outputs': {'capacityBytes': 480, 'wordBits': 72, 'banks': 4}}}";

    private static final Accelerator NARROW_DCNN = ChangedDesign.of("dcnn", NARROW);
    private static final Accelerator NARROW_OPT = ChangedDesign.of("dcnn-opt", NARROW);

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(250, 1409);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionIsCounted(LayerWorkload layer) {
        check(layer, DCNN, 16, 1024, false);
        check(layer, DCNN_OPT, 16, 1024, true);
        check(layer, NARROW_DCNN, 5, 40, false);
        check(layer, NARROW_OPT, 5, 40, true);
    }

    private static void check(
            LayerWorkload layer, Accelerator design, int channelsPerCycle, int entries, boolean optimised) {
        LayerPlan plan = design.dataflow().plan(layer, design.machine());
        var counted = new CountedDcnn(layer, design.machine(), channelsPerCycle, entries, optimised).run();
        assertThat(Tally.of(plan)).isEqualTo(counted.tally().counts());
        assertThat(plan.tiles().stream().map(DcnnCountsTest::moved).toList()).isEqualTo(counted.tiles());
    }

    private static List<Transfer> moved(Tile tile) {
        var moved = new ArrayList<>(tile.loads());
        moved.add(tile.store());
        return moved;
    }

    @Test
    void mostLayersNeedSeveralBlocksAndDramOnTheNarrowMachine() {
        List<LayerPlan> plans = layers().map(layer -> NARROW_OPT.dataflow().plan(layer, NARROW_OPT.machine()))
                .toList();
        assertThat(plans).filteredOn(plan -> plan.tiles().size() > 5).hasSizeGreaterThan(150);
        assertThat(plans)
                .filteredOn(plan -> plan.tiles().stream()
                        .anyMatch(tile ->
                                tile.loads().get(0).bits() > 0 && tile.loads().size() > 1))
                .hasSizeGreaterThan(100);
        assertThat(plans)
                .filteredOn(plan ->
                        plan.tiles().stream().anyMatch(tile -> tile.store().bits() > 0))
                .hasSizeGreaterThan(100);
    }
}
