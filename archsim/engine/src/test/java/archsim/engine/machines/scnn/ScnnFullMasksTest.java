package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers without zeros: what is multiplied once and repeated where masks are known to be full is multiplied channel by channel
 * where every bit of them is set.
 */
class ScnnFullMasksTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    private static final Accelerator NARROW = ScnnCountsTest.narrow("");

    static Stream<Arguments> runs() {
        return ScnnCyclesTest.runs();
    }

    static Stream<LayerWorkload> layers() {
        return ScnnCountsTest.layers();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aPlanIsTheSameHoweverFullMasksAreHeld(LayerWorkload layer, Scnn scnn, PeArray array) {
        var machine = new Machine(
                array, scnn.multipliersPerPe(), SCNN.precision(), SCNN.machine().buffers());
        check(layer, scnn, machine);
    }

    /** Memories so small that most layers are cut and come from DRAM. */
    @ParameterizedTest
    @MethodSource("layers")
    void aPlanThroughDramIsTheSameHoweverFullMasksAreHeld(LayerWorkload layer) {
        check(layer, NARROW.dataflow(), NARROW.machine());
    }

    private static void check(LayerWorkload layer, Dataflow scnn, Machine machine) {
        int weights = layer.weights().size();
        int inputs = layer.inputs().size();
        LayerPlan known = scnn.plan(with(layer, Mask.full(weights), Mask.full(inputs)), machine);
        LayerPlan bits = scnn.plan(with(layer, allSet(weights), allSet(inputs)), machine);
        assertThat(known.computeSlots()).isEqualTo(bits.computeSlots());
        assertThat(known.computeCycles()).isEqualTo(bits.computeCycles());
        assertThat(known.tilesAtOnce()).isEqualTo(bits.tilesAtOnce());
        assertThat(Tally.of(known)).isEqualTo(Tally.of(bits));
        assertThat(known.tiles().stream().map(ScnnFullMasksTest::work).toList())
                .isEqualTo(bits.tiles().stream().map(ScnnFullMasksTest::work).toList());
    }

    private static Mask allSet(int size) {
        return Mask.of(size, i -> true);
    }

    private static LayerWorkload with(LayerWorkload layer, Mask weights, Mask inputs) {
        return new LayerWorkload(layer.layer(), weights, inputs, layer.weightBits(), Scheme.DENSE);
    }

    /** What a tile moves, and the cycles of its lanes. */
    private static List<Object> work(Tile tile) {
        var moved = new ArrayList<Transfer>(tile.loads());
        moved.add(tile.store());
        List<Long> cycles =
                IntStream.range(0, tile.lanes()).mapToObj(tile::laneCycles).toList();
        return List.of(moved, cycles, tile.barrierAfter());
    }
}
