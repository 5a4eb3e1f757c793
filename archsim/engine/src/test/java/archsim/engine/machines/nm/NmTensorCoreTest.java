package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 8 filters x 8 positions x 4 weights a cycle. */
class NmTensorCoreTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("nm-tensor-core");

    private static LayerPlan plan(NmTensorCore core, LayerShape shape, IntPredicate weights) {
        var machine = new Machine(
                DESIGN.machine().peArray(),
                core.multipliersPerPe(),
                DESIGN.precision(),
                DESIGN.machine().buffers());
        return core.plan(layer(shape, weights), machine);
    }

    private static LayerWorkload layer(LayerShape shape, IntPredicate weights) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.full(Math.toIntExact(shape.inputs())),
                8,
                Scheme.NM);
    }

    private static LayerPlan plan(LayerShape shape, IntPredicate weights) {
        return plan(NmTensorCore.withoutFill(2, 4, 4), shape, weights);
    }

    /** 64 positions are 8 steps, 16 filters 2, 144 weights 36 or, in 72 slots, 18. */
    @Test
    void twoOfFourRunTwiceAsFast() {
        var shape = UniformLayer.shape(1, 16, 16, 8, 8, 3, 3, 1, 1, 1);
        LayerPlan dense = plan(shape, i -> true);
        int[] pairs = new SplittableRandom(1)
                .ints(0, 6)
                .map(pair -> new int[] {0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100}[pair])
                .limit(shape.weights() / 4)
                .toArray();
        LayerPlan sparse = plan(shape, i -> (pairs[i / 4] >> i % 4 & 1) == 1);
        assertThat(dense.mode()).isEqualTo("dense");
        assertThat(dense.computeCycles()).isEqualTo(8 * 2 * 36);
        assertThat(sparse.mode()).isEqualTo("2:4 along weights");
        assertThat(sparse.computeCycles()).isEqualTo(8 * 2 * 18);
        assertThat(sparse.computeSlots().fragmentation()).isZero();
    }

    /** Of 4 channels 0 and 1 are kept at every offset: 8 of each 9 weights in a row stay, so rows hold no 2:4. */
    @Test
    void groupsMayLieAlongChannels() {
        var shape = UniformLayer.shape(1, 16, 16, 8, 8, 3, 3, 1, 1, 1);
        LayerPlan plan = plan(shape, i -> i / 9 % 4 < 2);
        assertThat(plan.mode()).isEqualTo("2:4 along channels");
        assertThat(plan.computeCycles()).isEqualTo(8 * 2 * 18);
    }

    @Test
    void aSingleGroupWithAWeightTooManyMakesTheLayerDense() {
        LayerPlan plan = plan(LayerShape.fullyConnected(8, 64, 8), i -> i % 4 < 2 || i == 511);
        assertThat(plan.mode()).isEqualTo("dense");
        assertThat(plan.computeCycles()).isEqualTo(16);
    }

    /** An entry of 8 bits has an index of {@code ceil(log2 m)}: 256 of 64 x 8 weights stay. */
    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 4, 2", "1, 4, 2", "4, 8, 3", "2, 5, 3"})
    void indicesAreAsWideAsAPlace(int n, int m, int indexBits) {
        LayerPlan plan =
                plan(NmTensorCore.withoutFill(n, m, 4), LayerShape.fullyConnected(8, 40 * m, 8), i -> i % m < n);
        assertThat(moved(plan, DataType.WEIGHTS)).isEqualTo(8L * 40 * n * 8);
        assertThat(moved(plan, DataType.INDICES)).isEqualTo(8L * 40 * n * indexBits);
        assertThat(plan.computeCycles()).isEqualTo(40 * n / 4);
    }

    private static long moved(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    /** 6 weights a filter: one group with 2 slots, a last one of two weights with 2; 4 slots less 3 weights are 1 filler. */
    @Test
    void slotsWithoutAWeightTravelToo() {
        LayerPlan plan = plan(LayerShape.fullyConnected(1, 6, 1), i -> i < 2 || i == 5);
        assertThat(plan.tiles().get(0).loads().get(0).bits()).isEqualTo(3 * 8);
        assertThat(plan.tiles().get(0).loads().get(1).bits()).isEqualTo(4 * 2 + 8);
        assertThat(plan.computeCycles()).isEqualTo(1);
    }

    @Test
    void nMustBeBelowM() {
        assertThatThrownBy(() -> NmTensorCore.withoutFill(4, 4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n must be below m, was n=4 m=4");
    }

    /**
     * 3 of every 4 weights of 3 filters of 8: 18 values and 24 bits are stored, read for 2 steps of positions, and expanded to 24 weights that
     * 9 positions multiply.
     */
    @Test
    void singleWeightsMayBeStoredAsABitmask() {
        Accelerator core = TestMachines.withDataflow(
                "nm-tensor-core",
                "{\"kind\": \"nm-tensor-core\", \"n\": 2, \"m\": 4, \"dotProductWidth\": 4, \"singleWeights\": \"bitmask\"}");
        LayerShape shape = LayerShape.fullyConnected(9, 8, 3);
        LayerPlan plan = core.dataflow().plan(layer(shape, i -> i % 4 != 3), core.machine());
        LayerPlan full = core.dataflow().plan(layer(shape, i -> true), core.machine());
        assertThat(plan.mode()).isEqualTo("dense, stored as bitmask");
        assertThat(full.mode()).isEqualTo("dense");
        assertThat(plan.computeCycles()).isEqualTo(4).isEqualTo(full.computeCycles());
        assertThat(Counted.of(plan).dramBits())
                .containsEntry(DataType.WEIGHTS, 18 * 8L)
                .containsEntry(DataType.INDICES, 24L);
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 9 * 24);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(2), 2 * 24);
        tally.add("indexing", DataType.WEIGHTS, new Action.SelectWord(4, 8), 2 * 18);
        assertThat(Tally.of(plan)).containsAllEntriesOf(tally.counts());
        assertThat(core.components()).hasSizeGreaterThan(DESIGN.components().size());
    }
}
