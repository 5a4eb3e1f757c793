package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** SCNN's rules on layers whose cycles fit on the back of an envelope, and on those that DNNsim was run on. */
class ScnnRulesTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    private static Scnn machine(int accumulatorEntries, int queueDepth, Scnn.Barrier barrier, BankHash hash) {
        return new Scnn(4, 4, accumulatorEntries, 32, queueDepth, barrier, hash, Optional.empty(), OptionalInt.empty());
    }

    private static LayerPlan dense(Scnn scnn, LayerShape shape) {
        return plan(scnn, shape, i -> true, i -> true);
    }

    private static LayerPlan plan(Scnn scnn, LayerShape shape, IntPredicate weights, IntPredicate inputs) {
        return scnn.plan(layer(shape, weights, inputs), SCNN.machine());
    }

    private static LayerWorkload layer(LayerShape shape, IntPredicate weights, IntPredicate inputs) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                16,
                Scheme.NON_STRUCTURED);
    }

    private static long asDnnsim(LayerShape shape) {
        return dense(machine(1024, 0, Scnn.Barrier.CHANNEL, BankHash.DNNSIM), shape)
                .computeCycles();
    }

    /**
     * A tile has 29 x 29 of 227 x 227 inputs: with stride 4 classes of 64, 56 and 49, which meet 9, 6 and 4 offsets of 20
     * filters at a time; 96 filters hand over 10 x 29 sums each.
     */
    @Test
    void denseAlexNetConv1TakesWhatDnnsimTakes() {
        assertThat(asDnnsim(UniformLayer.shape(1, 3, 96, 227, 227, 11, 11, 4, 0, 1)))
                .isEqualTo(146_496);
    }

    /** 256 channels x ceil(4 / 4) x ceil(384 x 9 / 4) = 221 184, and 384 x 1 x 2 sums to hand over. */
    @Test
    void denseAlexNetConv3TakesWhatDnnsimTakes() {
        assertThat(asDnnsim(UniformLayer.shape(1, 256, 384, 13, 13, 3, 3, 1, 1, 1)))
                .isEqualTo(221_952);
    }

    @Test
    void denseGroupedLayersTakeWhatDnnsimTakes() {
        assertThat(asDnnsim(UniformLayer.shape(1, 96, 256, 27, 27, 5, 5, 1, 2, 2)))
                .isEqualTo(309_248);
        assertThat(asDnnsim(UniformLayer.shape(1, 384, 384, 13, 13, 3, 3, 1, 1, 2)))
                .isEqualTo(166_656);
        assertThat(asDnnsim(UniformLayer.shape(1, 384, 256, 13, 13, 3, 3, 1, 1, 2)))
                .isEqualTo(111_104);
    }

    /**
     * AlexNet's fc6 to fc8, by the same loops: 256 inputs a plane, 2 x 2 of them a PE, so one vector; 1024 filters at a time.
     * fc6: 4 x (36 planes x 256 x 1024 / 4 + 15 x 15 x 1024 to hand over) = 4 x (2 359 296 + 230 400).
     * fc7: 4 x (16 x 65 536 + 230 400). fc8: 16 x 256 x 1000 / 4 + 225 x 1000.
     */
    @Test
    void denseFullyConnectedLayersAreFoldedIntoPlanes() {
        assertThat(asDnnsim(LayerShape.fullyConnected(1, 9216, 4096))).isEqualTo(10_358_784);
        assertThat(asDnnsim(LayerShape.fullyConnected(1, 4096, 4096))).isEqualTo(5_115_904);
        assertThat(asDnnsim(LayerShape.fullyConnected(1, 4096, 1000))).isEqualTo(1_249_000);
    }

    /** The same fc6 broadcast: 9216 inputs, each with the weights of a PE's 64 filters, 4 at a time; 64 / 4 cycles to leave. */
    @Test
    void broadcastingLargeFullyConnectedLayersTakesFarLess() {
        assertThat(dense((Scnn) SCNN.dataflow(), LayerShape.fullyConnected(1, 9216, 4096))
                        .computeCycles())
                .isEqualTo(9216 * 16 + 16);
    }

    /**
     * A 7 x 7 kernel at stride 2 with padding 3: 32 x 32 inputs, two channels, eight filters. Each output has 49 products
     * a channel but at the edge: along an axis 16 outputs meet 106 inputs, so 106^2 x 2 x 8 = 179 776 products count.
     */
    @Test
    void onlyEqualRemaindersOfPaddedPositionsMeet() {
        var shape = UniformLayer.shape(1, 2, 8, 32, 32, 7, 7, 2, 3, 1);
        LayerPlan plan = dense(machine(1024, 0, Scnn.Barrier.CHANNEL, BankHash.DNNSIM), shape);
        assertThat(plan.computeSlots().useful()).isEqualTo(179_776);
    }

    /**
     * Of one channel each of 64 PEs holds 2 x 2 inputs; 8 filters of 1 x 1 are 2 vectors: 2 steps without conflict, as a
     * dense brick of neighbours has none. Then 8 x 4 outputs leave, 4 a cycle.
     */
    @Test
    void aDenseBrickHasNoConflict() {
        LayerPlan plan = dense(
                machine(1024, 0, Scnn.Barrier.GROUP, BankHash.MODULAR),
                UniformLayer.shape(1, 1, 8, 16, 16, 1, 1, 1, 0, 1));
        assertThat(plan.computeCycles()).isEqualTo(2 + 8);
        assertThat(plan.computeSlots().useful()).isEqualTo(2048);
        assertThat(plan.computeSlots().conflict()).isZero();
        assertThat(plan.computeSlots().halo()).isEqualTo(8 * 1024);
    }

    /**
     * The same with weights of filters 0, 32, 64 and 96 only: all four lie in one bank, so the one step puts four products
     * into each of four banks. Without a queue it takes 4 cycles; a queue of 2 leaves two for the drain: 4 as well.
     */
    @Test
    void aQueueOnlyPutsOffWhatMustBeSummedInTheEnd() {
        var shape = UniformLayer.shape(1, 1, 128, 16, 16, 1, 1, 1, 0, 1);
        for (int depth : new int[] {0, 2, 100}) {
            LayerPlan plan = plan(
                    machine(1024, depth, Scnn.Barrier.GROUP, BankHash.MODULAR), shape, i -> i % 32 == 0, i -> true);
            assertThat(plan.computeSlots().conflict()).as("depth %d", depth).isEqualTo(3 * 1024);
        }
    }

    /**
     * Filters 0, 32, 64 and 96 as above, and then those of filters 1, 2 and 3 in a second channel, which meet other banks: with a queue of 3 the
     * second step begins after one cycle, and 3 cycles later everything is summed: 4 in all, not 4 + 1.
     */
    @Test
    void aQueueHidesAConflictBehindTheNextStep() {
        var shape = UniformLayer.shape(1, 2, 128, 16, 16, 1, 1, 1, 0, 1);
        IntPredicate weights = i -> i % 2 == 0 ? i / 2 % 32 == 0 : i / 2 >= 1 && i / 2 <= 3;
        LayerPlan hidden = plan(machine(1024, 3, Scnn.Barrier.GROUP, BankHash.MODULAR), shape, weights, i -> true);
        LayerPlan open = plan(machine(1024, 0, Scnn.Barrier.GROUP, BankHash.MODULAR), shape, weights, i -> true);
        assertThat(hidden.computeSlots().conflict()).isEqualTo(2 * 1024);
        assertThat(open.computeSlots().conflict()).isEqualTo(3 * 1024);
    }

    /** 64 filters dealt to 64 PEs, 32 inputs: each input is one step of one product in 16 slots of every PE. */
    @Test
    void aFullyConnectedLayerUsesAQuarterOfTheMultipliersAtBest() {
        Scnn scnn = (Scnn) SCNN.dataflow();
        LayerPlan quarter = dense(scnn, LayerShape.fullyConnected(1, 32, 256));
        assertThat(quarter.computeCycles()).isEqualTo(32 + 1);
        assertThat(quarter.computeSlots().useful()).isEqualTo(32 * 256);
        assertThat(quarter.computeSlots().fragmentation()).isEqualTo(32 * 768);
    }

    /**
     * 128 x 128 outputs of 8 x 8 PEs are 16 x 16 each, and 18 x 18 = 324 with the rim, one more than there are accumulators:
     * the map is cut. One output has 3 x 3 inputs, one a PE, which touches 3 x 3 sums: with 8 accumulators nothing runs.
     */
    @Test
    void aMapTooLargeForTheAccumulatorsIsCutInSpace() {
        var shape = UniformLayer.shape(1, 1, 1, 128, 128, 3, 3, 1, 1, 1);
        assertThat(regions(machine(324, 1, Scnn.Barrier.GROUP, BankHash.MODULAR), shape))
                .hasSize(1);
        assertThat(regions(machine(323, 1, Scnn.Barrier.GROUP, BankHash.MODULAR), shape))
                .hasSizeGreaterThan(1);
        assertThatThrownBy(() -> dense(machine(8, 1, Scnn.Barrier.GROUP, BankHash.MODULAR), shape))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("a PE's tile touches 9 sums of one filter, its accumulators hold 8");
    }

    private static List<ScnnRegion> regions(Scnn scnn, LayerShape shape) {
        return ScnnRegions.chosen(layer(shape, i -> true, i -> true), shape.inputs(), scnn, SCNN.machine());
    }

    /**
     * A PE's input memory holds 81 920 bits, 4096 inputs of 20 bits. 256 x 256 inputs of 5 channels are 5120 a PE: the map is
     * cut, each part needs all weights, and the inputs, without a rim under 1 x 1, come once.
     */
    @Test
    void inputsThatDoNotFitComeInPartsThatEachNeedAllWeights() {
        var shape = UniformLayer.shape(1, 5, 2, 256, 256, 1, 1, 1, 0, 1);
        LayerPlan plan = dense((Scnn) SCNN.dataflow(), shape);
        int parts = regions((Scnn) SCNN.dataflow(), shape).size();
        assertThat(parts).isGreaterThan(1);
        assertThat(bits(plan, DataType.INPUTS)).isEqualTo(5 * 256 * 256 * 20);
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(parts * 160L);
        LayerPlan fits = dense((Scnn) SCNN.dataflow(), UniformLayer.shape(1, 4, 2, 256, 256, 1, 1, 1, 0, 1));
        assertThat(bits(fits, DataType.INPUTS)).isZero();
        assertThat(bits(fits, DataType.WEIGHTS)).isEqualTo(8 * 16);
    }

    /** 32 x 32 outputs are 16 a PE and filter: those of 256 filters fill the 4096 entries, and all leave with one more. */
    @Test
    void outputsThatFillTheirMemoryStay() {
        var scnn = (Scnn) SCNN.dataflow();
        LayerPlan full = dense(scnn, UniformLayer.shape(1, 1, 256, 32, 32, 1, 1, 1, 0, 1));
        assertThat(storedBits(full)).isZero();
        LayerPlan more = dense(scnn, UniformLayer.shape(1, 1, 257, 32, 32, 1, 1, 1, 0, 1));
        assertThat(storedBits(more)).isEqualTo(257 * 32 * 32 * 20);
    }

    @Test
    void aLayerWithoutFiltersIsRefused() {
        var shape = UniformLayer.shape(1, 4, 2, 8, 8, 1, 1, 1, 0, 1);
        var pruned = new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), i -> false),
                Mask.full(Math.toIntExact(shape.inputs())),
                16,
                Scheme.FILTER);
        assertThatThrownBy(() -> SCNN.dataflow().plan(pruned, SCNN.machine()))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("every filter is pruned");
    }

    /** 16 384 inputs are 256 a PE, which fit; were they all on one PE, its 4096 entries would hold a quarter of them. */
    @Test
    void weightsOfAConnectedLayerComeOnceHoweverManyInputsItHas() {
        LayerPlan plan = dense((Scnn) SCNN.dataflow(), LayerShape.fullyConnected(1, 16_384, 64));
        assertThat(bits(plan, DataType.INPUTS)).isZero();
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(16_384L * 64 * 16);
    }

    /**
     * 300 000 dense inputs are 4688 a PE, more than it holds: each comes from DRAM, where the 64 x 1024 sums take all filters
     * at once, a single time.
     */
    @Test
    void inputsOfAConnectedLayerThatDoNotFitStreamPastTheWeights() {
        LayerPlan plan = dense((Scnn) SCNN.dataflow(), LayerShape.fullyConnected(1, 300_000, 64));
        assertThat(bits(plan, DataType.INPUTS)).isEqualTo(300_000L * 20);
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(300_000L * 64 * 16);
    }

    /**
     * 16 images of 32 inputs and 256 filters, 4 a PE: an input of all images is 4 vectors of 4, each a step of 4 x 4 products
     * in 4 x 4 banks of their own. 32 x 4 steps, then 16 x 4 outputs leave, 4 a cycle. The weights come once.
     */
    @Test
    void imagesShareTheWeightsOfAConnectedLayerAndFillItsVectors() {
        LayerPlan plan = dense((Scnn) SCNN.dataflow(), LayerShape.fullyConnected(16, 32, 256));
        assertThat(plan.computeCycles()).isEqualTo(32 * 4 + 16);
        assertThat(plan.computeSlots().useful()).isEqualTo(16 * 32 * 256);
        assertThat(plan.computeSlots().fragmentation()).isZero();
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(32 * 256 * 16);
    }

    /** Four images of one position and channel a PE are one vector where one of them alone is a quarter of one. */
    @Test
    void imagesShareTheWeightsOfAMap() {
        var shape = UniformLayer.shape(4, 16, 64, 8, 8, 1, 1, 1, 0, 1);
        LayerPlan plan = dense((Scnn) SCNN.dataflow(), shape);
        assertThat(plan.computeSlots().fragmentation()).isZero();
        assertThat(bits(plan, DataType.WEIGHTS)).isEqualTo(16 * 64 * 16);
    }

    /** A PE's queue holds 512 B, as much as a block of weights at least has; 4 KB before it hold eight blocks at most. */
    @Test
    void aPrefetchMemoryHoldsBlocksBesideTheTwoOfTheQueues() {
        var shape = UniformLayer.shape(1, 64, 64, 8, 8, 1, 1, 1, 0, 1);
        var none = new Scnn(
                4, 4, 1024, 32, 1, Scnn.Barrier.GROUP, BankHash.MODULAR, Optional.empty(), OptionalInt.empty());
        var some = new Scnn(
                4, 4, 1024, 32, 1, Scnn.Barrier.GROUP, BankHash.MODULAR, Optional.empty(), OptionalInt.of(4096));
        assertThat(dense(none, shape).tilesAtOnce()).isEqualTo(2);
        LayerPlan plan = dense(some, shape);
        long block = plan.tiles().get(0).loads().stream()
                .filter(load -> load.dataType() != DataType.INPUTS)
                .mapToLong(Transfer::bits)
                .sum();
        assertThat(block).isBetween(4096L, 2 * 4096L);
        assertThat(plan.tilesAtOnce()).isEqualTo(2 + 4096 * 8 / (int) block);
    }

    private static long bits(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    private static long storedBits(LayerPlan plan) {
        return plan.tiles().stream().mapToLong(tile -> tile.store().bits()).sum();
    }
}
