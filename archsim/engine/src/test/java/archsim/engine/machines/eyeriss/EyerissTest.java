package archsim.engine.machines.eyeriss;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EyerissTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eyeriss");

    private static LayerWorkload layer(LayerShape shape, IntPredicate inputs) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                16,
                Scheme.DENSE);
    }

    private static LayerPlan plan(LayerWorkload layer) {
        return DESIGN.dataflow().plan(layer, DESIGN.machine());
    }

    private static long actions(LayerPlan plan, String component, Predicate<Action> which) {
        var sum = new AtomicLong();
        plan.onChip()
                .forEach((key, count) ->
                        sum.addAndGet(key.component().equals(component) && which.test(key.action()) ? count : 0));
        return sum.get();
    }

    private static long loadedBits(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    /**
     * One 3 x 3 filter over 5 x 5 inputs, in one pass of 3 x 3 PEs. The 9 weights come in 3 cycles, the 5 x 3 inputs of
     * the first windows in 15. Then each PE makes 3 outputs of 3 products and a sum each, 12 cycles, while the other 10
     * inputs come in.
     */
    @Test
    void aPassFillsTheScratchpadsAndSumsUpWhatComesIn() {
        LayerPlan plan = plan(layer(UniformLayer.shape(1, 1, 1, 5, 5, 3, 3, 1, 0, 1), i -> true));
        assertThat(plan.mode()).isEqualTo("m1 n1 e3 p1 q1 r1 t1, 9 PEs");
        assertThat(plan.computeCycles()).isEqualTo(15 + 12);
        assertThat(plan.computeSlots())
                .isEqualTo(SlotStack.useful(81)
                        .lost(Cause.FRAGMENTATION, 12 * 168 - 81 - 27)
                        .lost(Cause.HALO, 27)
                        .lost(Cause.FILL, 15 * 168));
    }

    /** Inputs as before, but on the diagonal only, where 1, 4, 9, 4 and 1 windows lie: 19 of 81 products, in as many cycles. */
    @Test
    void zerosGateThePesAndCostTheirCycle() {
        var shape = UniformLayer.shape(1, 1, 1, 5, 5, 3, 3, 1, 0, 1);
        LayerPlan dense = plan(layer(shape, i -> true));
        LayerPlan sparse = plan(layer(shape, i -> i % 6 == 0));
        assertThat(sparse.computeCycles()).isEqualTo(dense.computeCycles());
        assertThat(sparse.computeSlots()).isEqualTo(dense.computeSlots());
        assertThat(actions(dense, "multipliers", action -> true)).isEqualTo(81);
        assertThat(actions(sparse, "multipliers", action -> true)).isEqualTo(19);
        assertThat(actions(sparse, "filterSpad", action -> !((Action.RegisterAccess) action).write()))
                .isEqualTo(19);
        assertThat(actions(sparse, "inputSpad", action -> !((Action.RegisterAccess) action).write()))
                .isEqualTo(81);
    }

    /** 60 of 600 inputs, one in ten: entries without fillers, 20 words of 64 bits; dense ones take 16 bits each. */
    @Test
    void inputsTravelInRunLengthCodeWhereThatIsShorter() {
        var shape = UniformLayer.shape(1, 6, 4, 10, 10, 3, 3, 1, 1, 1);
        assertThat(loadedBits(plan(layer(shape, i -> i % 10 == 0)), DataType.INPUTS))
                .isEqualTo(20 * 64);
        assertThat(loadedBits(plan(layer(shape, i -> true)), DataType.INPUTS)).isEqualTo(600 * 16);
    }

    /** 400 outputs of which a half are there: 200 entries, 67 words of 64 bits; where nobody knows, 16 bits each. */
    @Test
    void outputsTravelInRunLengthCodeWhereTheirZerosAreKnown() {
        LayerWorkload layer = layer(UniformLayer.shape(1, 6, 4, 10, 10, 3, 3, 1, 1, 1), i -> true);
        assertThat(storedBits(plan(layer.withOutputDensity(0.5)))).isEqualTo(67 * 64);
        assertThat(storedBits(plan(layer.withOutputDensity(1)))).isEqualTo(400 * 16);
        assertThat(storedBits(plan(layer))).isEqualTo(400 * 16);
    }

    private static long storedBits(LayerPlan plan) {
        return plan.tiles().stream().mapToLong(tile -> tile.store().bits()).sum();
    }

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(200, 83).filter(layer -> DESIGN.dataflow().runs(layer.layer()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPlanCountsWhatALiteralArrayDoes(LayerWorkload layer) {
        var eyeriss = (Eyeriss) DESIGN.dataflow();
        LayerPlan plan = plan(layer);
        var literal = new LiteralEyeriss(layer, eyeriss.mapping(layer, DESIGN.machine()));
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots().useful()).isEqualTo(literal.products());
        assertThat(actions(plan, "multipliers", action -> true)).isEqualTo(literal.gatedProducts());
        assertThat(loadedBits(plan, DataType.WEIGHTS)).isEqualTo(literal.weightWords() * layer.weightBits());
        assertThat(actions(plan, "outputBuffer", action -> true))
                .isBetween(
                        literal.psumWords() / 2,
                        literal.psumWords() / 2 + 2L * plan.tiles().size());
    }

    /** The traffic that the search counts is that of the plan, in words: 16 bits of dense inputs, unpadded here. */
    @Test
    void theSearchCountsTheTrafficOfThePlan() {
        var shape = UniformLayer.shape(2, 48, 128, 15, 15, 3, 3, 1, 0, 1);
        LayerWorkload layer = layer(shape, i -> true);
        LayerPlan plan = plan(layer);
        var loops = RowStationaryLoops.of(new KeptLayer(layer));
        var traffic = new RowStationaryTraffic(((Eyeriss) DESIGN.dataflow()).mapping(layer, DESIGN.machine()), loops);
        long bits = loadedBits(plan, DataType.WEIGHTS) + loadedBits(plan, DataType.INPUTS) + storedBits(plan);
        assertThat(traffic.dram() * 16).isEqualTo(bits);
        assertThat(traffic.fills())
                .isEqualTo(actions(plan, "filterSpad", action -> ((Action.RegisterAccess) action).write())
                        + actions(plan, "inputSpad", action -> ((Action.RegisterAccess) action).write()));
    }
}
