package archsim.engine.machines.sparten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.OneTile;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SparTenTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("sparten");
    private static final SparTen SPARTEN = (SparTen) DESIGN.dataflow();

    private static Machine array(int clusters, int units) {
        Machine wide = WideMachine.of(DESIGN.machine());
        return new Machine(new PeArray(clusters, units), 1, wide.precision(), wide.buffers());
    }

    private static LayerWorkload connected(int inputs, int filters, IntPredicate weights, IntPredicate present) {
        var shape = LayerShape.fullyConnected(1, inputs, filters);
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), present),
                8,
                Scheme.NON_STRUCTURED);
    }

    /**
     * 200 inputs are chunks of 128 and 72, of which the even ones are there. Filter 0 has its first 6 weights, 3 matching;
     * filter 1 none in the first chunk and 10, 5 matching, in the second: 3 + 5 cycles on one cluster of 2 units.
     */
    @Test
    void aChunkCostsItsSlowestUnit() {
        LayerWorkload layer = connected(200, 2, i -> i < 6 || (i >= 200 + 190 && i < 200 + 200), i -> i % 2 == 0);
        LayerPlan plan = SPARTEN.plan(layer, array(1, 2));
        assertThat(plan.computeCycles()).isEqualTo(8);
        assertThat(plan.computeSlots().useful()).isEqualTo(8);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(8);
    }

    /**
     * Filters of 8, 1, 6 and 3 weights on 2 units: pairs 8 + 1 and 6 + 3 take 9 cycles. In their order, one a unit, the
     * rounds take 8 and 6.
     */
    @Test
    void pairsOfADenseAndASparseFilterEvenUnitsOut() {
        int[] weights = {8, 1, 6, 3};
        LayerWorkload layer = connected(64, 4, i -> i % 64 < weights[i / 64], i -> true);
        LayerPlan pairs = SPARTEN.plan(layer, array(1, 2));
        assertThat(pairs.computeCycles()).isEqualTo(9);
        assertThat(pairs.computeSlots().imbalance()).isZero();
        LayerPlan inOrder = new SparTen(128, SparTen.Balancing.NONE).plan(layer, array(1, 2));
        assertThat(inOrder.computeCycles()).isEqualTo(8 + 6);
    }

    /** 6 filters on 2 units: 4 in pairs, then the middle two alone. All have 5 weights: 10 + 5 cycles. */
    @Test
    void aLastRoundThatFitsNeedsNoPairs() {
        LayerWorkload layer = connected(64, 6, i -> i % 64 < 5, i -> true);
        var oneTile = new OneTile(SPARTEN);
        assertThat(SPARTEN.plan(layer, array(1, 2), oneTile).computeCycles()).isEqualTo(15);
        assertThat(SPARTEN.plan(layer, array(2, 2), oneTile).computeCycles()).isEqualTo(10);
    }

    /** Small layers, and one of so many channels that those of a position take two words of a mask and a part of a third. */
    static Stream<LayerWorkload> layers() {
        var random = new SplittableRandom(63);
        LayerShape wide = LayerShape.convolution(150, 5).map(6, 5).kernel(3, 2).build();
        var layer = new LayerWorkload(
                new Layer("wide", wide),
                Mask.of(Math.toIntExact(wide.weights()), i -> random.nextInt(3) > 0),
                Mask.of(Math.toIntExact(wide.inputs()), i -> random.nextInt(3) > 0),
                8,
                Scheme.NON_STRUCTURED);
        return Stream.concat(Stream.of(layer), RandomLayers.of(250, 61));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void unitsJoinElementByElement(LayerWorkload layer) {
        check(layer, WideMachine.of(DESIGN.machine()));
        check(layer, array(3, 5));
        check(layer, narrow());
    }

    /** Buffers so small that layers are cut along filters and channels too. */
    private static Machine narrow() {
        var buffers = new Buffers(
                new SramBuffer(4096, 4096, 1024), new SramBuffer(1024, 4096, 1024), new SramBuffer(16384, 4096, 1024));
        Machine machine = DESIGN.machine();
        return new Machine(new PeArray(2, 4), 1, machine.precision(), buffers);
    }

    private static void check(LayerWorkload layer, Machine machine) {
        var literal = new LiteralSparTen(
                        layer, machine.peArray().rows(), machine.peArray().columns())
                .run(SPARTEN.tiles(layer, machine));
        LayerPlan plan = SPARTEN.plan(layer, machine);
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }

    @Test
    void chunksAreMadeOfWords() {
        assertThatThrownBy(() -> new SparTen(100, SparTen.Balancing.PAIRS))
                .hasMessageContaining("chunkInputs must be a multiple of 64, was 100");
    }

    /**
     * Each filter has a weight more than the one before: the densest goes with the sparsest, two by two. Of seven on two units a
     * round of four leaves three, more than the units, so that they are paired, too; of six it leaves two, a unit each. Of nine
     * on three units a round of six leaves three, in the order of their weights.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 7, '6 0 5 1 4 2 3'",
        "2, 6, '5 0 4 1 3 2'",
        "2, 5, '4 0 3 1 2'",
        "2, 3, '2 0 1'",
        "3, 9, '8 0 7 1 6 2 5 4 3'"
    })
    void densestAndSparsestFiltersShareAUnit(int units, int filters, String order) {
        var shape = LayerShape.fullyConnected(1, 16, filters);
        var layer = new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(16 * filters, i -> i % 16 <= i / 16),
                Mask.full(16),
                8,
                Scheme.NON_STRUCTURED);
        var kept = new SparTen(128, SparTen.Balancing.PAIRS).balanced(layer, array(1, units));
        assertThat(IntStream.range(0, filters).mapToObj(i -> String.valueOf(kept.filter(0, i))))
                .containsExactly(order.split(" ", -1));
    }
}
