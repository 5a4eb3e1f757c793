package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Small layers whose cycles fit on the back of an envelope. */
class HandWorkedTest {

    private static LayerPlan plan(String design, LayerShape shape, Scheme scheme, IntPredicate weights) {
        return plan(design, shape, scheme, weights, i -> true);
    }

    private static LayerPlan plan(
            String design, LayerShape shape, Scheme scheme, IntPredicate weights, IntPredicate inputs) {
        Accelerator machine = AcceleratorLibrary.find(design);
        var layer = new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                8,
                scheme);
        return machine.dataflow().plan(layer, machine.machine());
    }

    /** 20 filters need 2 steps of 16, one channel one step of 16 at each of 25 offsets, 576 positions: 28 800 cycles. */
    @Test
    void diannaoRoundsFiltersAndChannelsUp() {
        LayerPlan plan = plan("diannao", UniformLayer.shape(1, 1, 20, 28, 28, 5, 5, 1, 0, 1), Scheme.DENSE, i -> true);
        assertThat(plan.computeCycles()).isEqualTo(2 * 25 * 576);
        assertThat(plan.computeSlots().useful()).isEqualTo(288_000);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(28_800 * 256 - 288_000);
    }

    /**
     * Filters 0 to 3 and, of two channels, only offset (0, 0) are kept: one step of filters, one of channels, 4
     * positions.
     */
    @Test
    void diannaoRunsTheCompactedShape() {
        var shape = UniformLayer.shape(1, 2, 20, 3, 3, 2, 2, 1, 0, 1);
        LayerPlan plan = plan("diannao", shape, Scheme.COLUMN_FILTER, i -> i / 8 < 4 && i % 4 == 0);
        assertThat(plan.computeCycles()).isEqualTo(4);
        assertThat(plan.computeSlots().useful()).isEqualTo(4 * 2 * 4);
    }

    /**
     * 512 inputs are two windows. Filter 0 has 17 weights in the first (2 cycles) and none in the second (1 cycle, all
     * index); filters 1 to 15 have one weight in each (2 cycles): PE 0 is the slowest with 3.
     */
    @Test
    void cambriconXTakesACycleForEverySixteenWeightsOfAWindow() {
        LayerPlan plan = plan("cambricon-x", LayerShape.fullyConnected(1, 512, 16), Scheme.NON_STRUCTURED, i -> {
            int filter = i / 512;
            int input = i % 512;
            return filter == 0 ? input < 17 : input % 256 == 0;
        });
        assertThat(plan.computeCycles()).isEqualTo(3);
        assertThat(plan.computeSlots().useful()).isEqualTo(17 + 30);
        assertThat(plan.computeSlots().index()).isEqualTo(16);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(15 * 16);
        assertThat(plan.computeSlots().total()).isEqualTo(3 * 256);
    }

    /** Filters 0 and 16 share PE 0: 2 windows of one cycle each; the other 15 PEs wait one cycle. */
    @Test
    void cambriconXDealsFiltersToPesInTurn() {
        LayerPlan plan =
                plan("cambricon-x", LayerShape.fullyConnected(1, 16, 17), Scheme.NON_STRUCTURED, i -> i % 16 == 0);
        assertThat(plan.computeCycles()).isEqualTo(2);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(15 * 16);
    }

    /**
     * A dense layer of 512 inputs and 16 filters, one a PE: 2 windows of 256 / 16 cycles, zeros among the weights or not,
     * and 8 bits a weight.
     */
    @Test
    void cambriconXStoresNoStepsOfADenseLayer() {
        LayerPlan plan = plan("cambricon-x", LayerShape.fullyConnected(1, 512, 16), Scheme.DENSE, i -> i % 9 > 0);
        assertThat(plan.computeCycles()).isEqualTo(32);
        assertThat(plan.computeSlots().useful()).isEqualTo(32 * 256);
        assertThat(loadedBits(plan, DataType.WEIGHTS)).isEqualTo(512 * 16 * 8);
        assertThat(loadedBits(plan, DataType.INDICES)).isZero();
    }

    private static long loadedBits(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    /** 64 channels x 9 offsets x (1024 / 16 positions) x (64 / 16 filters) = 147 456 cycles, all slots useful. */
    @Test
    void stickerFillsItsArrayWithADenseLayer() {
        LayerPlan plan = plan("sticker", UniformLayer.shape(1, 64, 64, 32, 32, 3, 3, 1, 1, 1), Scheme.DENSE, i -> true);
        long fill = plan.computeSlots().fill() / 256;
        assertThat(plan.mode()).isEqualTo("dense weights, dense inputs");
        assertThat(plan.computeCycles() - fill).isEqualTo(147_456);
        assertThat(plan.computeSlots().useful()).isEqualTo(147_456L * 256);
    }

    /**
     * One channel of 4 x 4 inputs, each lane one input; 16 filters of 1 x 1, each lane one weight. Only input 5 is
     * there: one cycle with 16 products, the other 240 slots wait. 3 cycles fill the pipeline.
     */
    @Test
    void stickerMultipliesWhatIsThere() {
        LayerPlan plan = plan(
                "sticker", UniformLayer.shape(1, 1, 16, 4, 4, 1, 1, 1, 0, 1), Scheme.DENSE, i -> true, i -> i == 5);
        assertThat(plan.mode()).isEqualTo("dense weights, sparse inputs");
        assertThat(plan.computeCycles()).isEqualTo(3 + 1);
        assertThat(plan.computeSlots().useful()).isEqualTo(16);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(240);
    }

    /**
     * 32 inputs of which the even ones are there, 16 filters, one weight of each input in filter 0: 16 inputs are dealt
     * to 16 rows, a cycle each, 1 product a row; then one sum a lane passes the tree of 4 levels.
     */
    @Test
    void stickerSharesTheInputsOfAConnectedLayer() {
        LayerPlan plan = plan(
                "sticker", LayerShape.fullyConnected(1, 32, 16), Scheme.NON_STRUCTURED, i -> i < 32, i -> i % 2 == 0);
        assertThat(plan.mode()).isEqualTo("sparse weights, medium inputs");
        assertThat(plan.computeCycles()).isEqualTo(3 + 1 + 1 + 4);
        assertThat(plan.computeSlots().useful()).isEqualTo(16);
        assertThat(plan.computeSlots().halo()).isEqualTo(5 * 256);
    }

    /**
     * Input 5 alone meets 10 filters in 16 columns: 6 columns x 16 rows have no filter, 15 rows x 10 columns wait for the
     * row that has an input.
     */
    @Test
    void stickersColumnsWithoutAFilterAreFragmentation() {
        LayerPlan plan = plan(
                "sticker", UniformLayer.shape(1, 1, 10, 4, 4, 1, 1, 1, 0, 1), Scheme.DENSE, i -> true, i -> i == 5);
        assertThat(plan.computeSlots().useful()).isEqualTo(10);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(6 * 16);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(15 * 10);
    }

    /** 16 inputs, one a row, meet 10 filters: 6 columns of each row have none. */
    @Test
    void stickersColumnsWithoutAFilterAreFragmentationInConnectedLayersToo() {
        LayerPlan plan = plan("sticker", LayerShape.fullyConnected(1, 16, 10), Scheme.DENSE, i -> true);
        assertThat(plan.computeSlots().useful()).isEqualTo(160);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(6 * 16);
        assertThat(plan.computeSlots().imbalance()).isZero();
    }

    /** The one weight is that of filter 0 and input 0: row 0 waits in 15 columns, the 15 other rows find nothing. */
    @Test
    void stickersLookAtAnInputWithoutWeightsIsIndexing() {
        LayerPlan plan = plan("sticker", LayerShape.fullyConnected(1, 16, 16), Scheme.NON_STRUCTURED, i -> i == 0);
        assertThat(plan.computeSlots().useful()).isEqualTo(1);
        assertThat(plan.computeSlots().imbalance()).isEqualTo(15);
        assertThat(plan.computeSlots().index()).isEqualTo(15 * 16);
    }

    /** Channel 1 of 2 is pruned away: 3 cycles of filling and the one product of input 5, none for channel 1. */
    @Test
    void stickerDoesNotLookAtChannelsThatAreGone() {
        var shape = UniformLayer.shape(1, 2, 16, 4, 4, 1, 1, 1, 0, 1);
        LayerPlan plan = plan("sticker", shape, Scheme.COLUMN_FILTER, i -> i % 2 == 0, i -> i == 5);
        assertThat(plan.computeCycles()).isEqualTo(3 + 1);
        assertThat(plan.computeSlots().index()).isZero();
    }

    /**
     * One 5 x 5 kernel over 5 x 5 inputs has one output: the 24 other products of the one input are dropped, and no tile
     * has a neighbour's sum to hand over.
     */
    @Test
    void stickerHandsOverNoSumsBeyondThePatch() {
        var shape = UniformLayer.shape(1, 1, 16, 5, 5, 5, 5, 1, 0, 1);
        LayerPlan plan = plan("sticker", shape, Scheme.DENSE, i -> true, i -> i == 0);
        assertThat(plan.computeCycles()).isEqualTo(3 + 25);
        assertThat(plan.computeSlots().useful()).isEqualTo(16);
        assertThat(plan.computeSlots().halo()).isEqualTo(24 * 16);
    }

    /** Input 5 alone meets the only weight, in lane 0: one index is decoded, the 15 other lanes have none to read. */
    @Test
    void stickersLanesWithoutAWeightReadNone() {
        var shape = UniformLayer.shape(1, 1, 16, 4, 4, 1, 1, 1, 0, 1);
        LayerPlan plan = plan("sticker", shape, Scheme.NON_STRUCTURED, i -> i == 0, i -> i == 5);
        assertThat(plan.mode()).isEqualTo("sparse weights, sparse inputs");
        long[] decoded = {0};
        plan.onChip().forEach((key, count) -> decoded[0] += key.action() instanceof Action.IndexDecode ? count : 0);
        assertThat(decoded[0]).isEqualTo(1);
    }

    @Test
    void aLayerWithoutFiltersIsRefused() {
        for (String design : AcceleratorLibrary.names()) {
            assertThatThrownBy(() -> plan(design, LayerShape.fullyConnected(1, 8, 8), Scheme.COLUMN_FILTER, i -> false))
                    .isInstanceOf(InfeasibleLayerException.class)
                    .hasMessageContaining("every filter is pruned");
        }
    }
}
