package archsim.engine.machines.sparten;

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

/** Every action and every transfer of SparTen, against counting element by element. */
class SparTenCountsTest {

    private static final Accelerator SPARTEN = AcceleratorLibrary.find("sparten");

    /** 2 clusters of 3 units and buffers so small that most layers are cut along filters, channels and positions. */
    private static final String NARROW = "{'peArray': {'rows': 2, 'columns': 3},"
            + "'precision': {'weightBits': 8, 'activationBits': 12, 'accumulatorBits': 20},"
            + "'dataflow': {'chunkInputs': 64},"
            + "'buffers': {'weights': {'capacityBytes': 1024, 'wordBits': 40, 'banks': 2},"
            + "'inputs': {'capacityBytes': 768, 'wordBits': 56, 'banks': 3},"
            + "'outputs': {'capacityBytes': 320, 'wordBits': 72, 'banks': 4}}}";

    private static final Accelerator PAIRS = ChangedDesign.of("sparten", NARROW);
    private static final Accelerator IN_ORDER =
            ChangedDesign.of("sparten", NARROW.replace("'chunkInputs': 64", "'chunkInputs': 64, 'balancing': 'none'"));

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(250, 1413);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionIsCounted(LayerWorkload layer) {
        check(layer, SPARTEN, 128, 2);
        check(layer, PAIRS, 64, 2);
        check(layer, IN_ORDER, 64, 1);
    }

    private static void check(LayerWorkload layer, Accelerator design, int chunk, int filtersPerUnit) {
        LayerPlan plan = design.dataflow().plan(layer, design.machine());
        var counted = new CountedSparTen(layer, design.machine(), chunk, filtersPerUnit)
                .run(PlannedSparTenBlocks.of(design.dataflow(), layer, design.machine()));
        assertThat(Tally.of(plan)).isEqualTo(counted.tally().counts());
        assertThat(plan.tiles().stream().map(SparTenCountsTest::moved).toList()).isEqualTo(counted.tiles());
    }

    private static List<Transfer> moved(Tile tile) {
        var moved = new ArrayList<>(tile.loads());
        moved.add(tile.store());
        return moved;
    }

    @Test
    void mostLayersAreCutOnTheNarrowMachineAndManySumsWait() {
        List<LayerPlan> plans = layers().map(layer -> PAIRS.dataflow().plan(layer, PAIRS.machine()))
                .toList();
        assertThat(plans).filteredOn(plan -> plan.tiles().size() > 5).hasSizeGreaterThan(150);
        assertThat(plans)
                .filteredOn(plan ->
                        Tally.of(plan).keySet().stream().anyMatch(action -> action.startsWith("outputBuffer PSUMS")))
                .hasSizeGreaterThan(50);
    }
}
