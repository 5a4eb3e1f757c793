package archsim.engine.machines.eie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CaseShare;
import archsim.engine.machines.FunctionalTest;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EieTest {

    private static final Machine SHIPPED = AcceleratorLibrary.find("eie").machine();

    private static Eie eie(int queueDepth, int indexBits, int registers) {
        return new Eie(queueDepth, indexBits, registers, 1024, 7, true);
    }

    private static Machine machine(int pes, int weightBytes) {
        var buffers = new Buffers(
                new SramBuffer(weightBytes, 64, 1), new SramBuffer(65536, 64, 1), new SramBuffer(65536, 64, 1));
        return new Machine(new PeArray(1, pes), 1, Precision.of(4, 16, 16), buffers);
    }

    private static LayerWorkload connected(int inputs, int rows, IntPredicate weights, IntPredicate present) {
        return workload(LayerShape.fullyConnected(1, inputs, rows), LayerKind.LINEAR, weights, present);
    }

    private static LayerWorkload workload(
            LayerShape shape, LayerKind kind, IntPredicate weights, IntPredicate present) {
        return new LayerWorkload(
                new Layer("layer", shape, kind, Optional.empty()),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), present),
                4,
                Scheme.NON_STRUCTURED);
    }

    /**
     * 2 PEs of 2 rows, 3 inputs of which the second is zero. PE 0 has 2 weights of column 0 and 1 of column 2, PE 1 none
     * and 1. Column 0 goes out in cycle 0, column 2 in cycle 1; PE 0 works in cycles 1 to 3, PE 1 looks in cycle 1, works
     * in 2 and waits in 3. With 7 cycles of pipeline that are 11 cycles of 2 slots.
     */
    @Test
    void aPeTakesACycleForEachWeightAndALookAtAnEmptyColumn() {
        boolean[][] rows = {{true, true, true}, {false, true, true}, {true, false, false}, {false, true, false}};
        LayerWorkload layer = connected(3, 4, i -> rows[i / 3][i % 3], i -> i != 1);
        LayerPlan plan = eie(8, 4, 64).plan(layer, machine(2, 1024));
        assertThat(plan.computeCycles()).isEqualTo(4 + 7);
        assertThat(plan.computeSlots().useful()).isEqualTo(4);
        assertThat(plan.computeSlots().index()).isEqualTo(1);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(1);
        assertThat(plan.computeSlots().fill()).isEqualTo(8 * 2);
    }

    /**
     * Of 40 rows of the one PE only the last has a weight: 39 zeros before it are two paddings of 16 and 7 more, 3 entries
     * in cycles 1 to 3. Counted over the rows of all PEs the gap would be the same here; with 2 PEs it is 19 zeros, one
     * padding.
     */
    @Test
    void gapsAreCountedInAPesOwnRows() {
        LayerWorkload layer = connected(1, 40, i -> i == 39, i -> true);
        LayerPlan one = eie(8, 4, 64).plan(layer, machine(1, 1024));
        assertThat(one.computeCycles()).isEqualTo(1 + 3 + 7);
        assertThat(one.computeSlots().index()).isEqualTo(2);
        LayerPlan two = eie(8, 4, 64).plan(layer, machine(2, 1024));
        assertThat(two.computeCycles()).isEqualTo(1 + 2 + 7);
    }

    /**
     * Two PEs of 3 rows; even columns have 3 weights in PE 0 and 1 in PE 1, odd ones the other way round. With one place a
     * column goes out every 1 + 3 cycles: 4 columns take 16. With two, PEs run ahead of each other: column 0 is done at 4
     * and 2, column 1 at 5 and 5, column 2 at 8 and 6, column 3 at 9 and 9.
     */
    @Test
    void queuesEvenOutWhatPesHaveToDo() {
        IntPredicate weights = i -> {
            int pe = i / 4 % 2;
            int row = i / 8;
            return row == 0 || i % 2 == pe;
        };
        LayerWorkload layer = connected(4, 6, weights, i -> true);
        assertThat(eie(1, 4, 64).plan(layer, machine(2, 1024)).computeCycles()).isEqualTo(16 + 7);
        assertThat(eie(2, 4, 64).plan(layer, machine(2, 1024)).computeCycles()).isEqualTo(9 + 7);
    }

    static Stream<LayerWorkload> products() {
        var random = new SplittableRandom(83);
        double[] densities = {1, 0.6, 0.25, 0.04};
        return IntStream.range(0, CaseShare.of(300)).mapToObj(i -> {
            int groups = 1 + random.nextInt(5) / 3;
            var shape = UniformLayer.shape(
                    1 + random.nextInt(2),
                    groups * (1 + random.nextInt(60)),
                    groups * (1 + random.nextInt(150)),
                    1 + random.nextInt(6) / 4,
                    1 + random.nextInt(6) / 4,
                    1,
                    1,
                    1,
                    0,
                    groups);
            double weights = densities[random.nextInt(4)];
            double inputs = densities[random.nextInt(4)];
            return new LayerWorkload(
                    new Layer("product" + i, shape, LayerKind.LINEAR, Optional.empty()),
                    RandomLayers.mask(shape.weights(), weights, random),
                    RandomLayers.mask(shape.inputs(), inputs, random),
                    4,
                    Scheme.NON_STRUCTURED);
        });
    }

    @ParameterizedTest
    @MethodSource("products")
    void thePlanIsTheCycleByCycleMachine(LayerWorkload layer) {
        check(layer, (Eie) AcceleratorLibrary.find("eie").dataflow(), SHIPPED);
        check(layer, eie(1, 1, 5), machine(3, 4096));
        check(layer, eie(3, 2, 1), machine(16, 1 << 20));
    }

    private static void check(LayerWorkload layer, Eie eie, Machine machine) {
        LayerPlan plan = eie.plan(layer, WideMachine.of(machine));
        LiteralEie literal = new LiteralEie(layer, eie, machine.peArray().size()).run();
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }

    @ParameterizedTest
    @MethodSource("products")
    void matricesTimesVectorsAreRight(LayerWorkload layer) {
        FunctionalTest.checkOutputs("eie", layer);
    }

    /** 4096 bytes of a PE hold 4096 entries: 64 x 64 weights of the one PE fit, one column more does not. */
    @Test
    void onlyWhatDoesNotFitIsStreamed() {
        LayerPlan fits = eie(8, 4, 64).plan(connected(64, 64, i -> true, i -> true), machine(1, 4096));
        assertThat(fits.mode()).isEqualTo("weights resident");
        assertThat(weightBits(fits)).isZero();
        LayerWorkload larger = connected(65, 64, i -> true, i -> true);
        LayerPlan streamed = eie(8, 4, 64).plan(larger, machine(1, 4096));
        assertThat(streamed.mode()).isEqualTo("weights streamed");
        int pointers = 65 + streamed.tiles().size();
        assertThat(weightBits(streamed)).isEqualTo(65 * 64 * 8 + pointers * 16L);
        assertThat(streamed.computeCycles()).isEqualTo(1 + 65 * 64 + 7);
    }

    private static long weightBits(LayerPlan plan) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == DataType.WEIGHTS || load.dataType() == DataType.INDICES)
                .mapToLong(Transfer::bits)
                .sum();
    }

    @Test
    void whatIsNoMatrixOfWeightsTimesAVectorIsRefused() {
        var depthwise = UniformLayer.shape(1, 8, 8, 5, 5, 3, 3, 1, 1, 8);
        assertRefused(depthwise, LayerKind.CONVOLUTION, "a depthwise convolution does not");
        var pointwise = UniformLayer.shape(1, 8, 4, 5, 5, 1, 1, 1, 0, 1);
        assertRefused(pointwise, LayerKind.CONVOLUTION, "fully connected layers run, a convolution does not");
        assertRefused(pointwise, LayerKind.ACTIVATION_PRODUCT, "it multiplies activations with activations");
    }

    private static void assertRefused(LayerShape shape, LayerKind kind, String reason) {
        LayerWorkload layer = workload(shape, kind, i -> true, i -> true);
        assertThatThrownBy(() -> eie(8, 4, 64).plan(layer, SHIPPED))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining(reason);
    }
}
