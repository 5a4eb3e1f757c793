package archsim.engine.run.pipeline;

import static archsim.engine.run.pipeline.HandMadePlans.outputs;
import static archsim.engine.run.pipeline.HandMadePlans.plan;
import static archsim.engine.run.pipeline.HandMadePlans.tile;
import static archsim.engine.run.pipeline.HandMadePlans.weights;
import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.plan.HandMadeTiles;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.tables.DramStandard;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Layers of one to five tiles, worked out event by event on {@link HandMadePlans#roundMemory()}: a burst takes a clock to
 * its queue, then in a closed row tRCD 20, CL 10 and 2 clocks of data, 33 ns in all. The core runs at 1 GHz unless
 * another clock is named, so that nanoseconds and cycles are one.
 */
class LayerPipelineTest {

    private static final long GHZ_PS = 1000;
    private static final DramStandard MEMORY = HandMadePlans.roundMemory();
    private static final Transfer NO_OUTPUTS = outputs(0, 0);

    private static PipelineRecord run(LayerPlan plan) {
        return PipelineRecord.of(plan, MEMORY, GHZ_PS);
    }

    private static List<Long> ns(long... ns) {
        return LongStream.of(ns).map(each -> each * 1000).boxed().toList();
    }

    private static List<List<Long>> cycles(long... cycles) {
        return LongStream.of(cycles).mapToObj(List::of).toList();
    }

    /**
     * Read: queue 1, tRCD 20, CL 10, data 2 = 33 ns, the second burst of the row 2 ns later. Computed 35 to 85. Written in
     * another bank: queue 1, tRCD 30, CWL 5, data 2 after 85 = 123 ns.
     */
    @Test
    void aTileIsLoadedThenComputedThenStored() {
        PipelineRecord tile = run(plan(tile(weights(0, 2), outputs(0, 1), 50)));
        assertThat(tile.asked).containsExactly("L0", "L0", "S0");
        assertThat(tile.askedPs).isEqualTo(ns(0, 0, 85));
        assertThat(tile.donePs).isEqualTo(Map.of("L0", ns(33, 35), "S0", ns(123)));
        assertThat(tile.startCycles).isEqualTo(cycles(35));
        assertThat(tile.doneCycles).isEqualTo(cycles(85));
        assertThat(tile.endPs()).isEqualTo(123_000);
    }

    /**
     * Tiles 0 and 1 are asked for at once; tile 2 when tile 0 is computed, at 133, tile 3 when tile 1 is, at 233. Their row
     * is open: queue 1, CL 10, data 2 = 13 ns.
     */
    @Test
    void loadsAreTwoTilesAhead() {
        PipelineRecord four = run(plan(
                tile(weights(0, 1), NO_OUTPUTS, 100),
                tile(weights(1, 1), NO_OUTPUTS, 100),
                tile(weights(2, 1), NO_OUTPUTS, 100),
                tile(weights(3, 1), NO_OUTPUTS, 100)));
        assertThat(four.asked).containsExactly("L0", "L1", "L2", "L3");
        assertThat(four.askedPs).isEqualTo(ns(0, 0, 133, 233));
        assertThat(four.donePs).isEqualTo(Map.of("L0", ns(33), "L1", ns(35), "L2", ns(146), "L3", ns(246)));
        assertThat(four.startCycles).isEqualTo(cycles(33, 133, 233, 333));
        assertThat(four.endPs()).isEqualTo(433_000);
    }

    /**
     * Tile 0 is computed 33 to 34, tile 1 35 to 36; tile 2 is loaded at 47. The outputs of tile 0 open their row: queue 1,
     * tRCD 30, CWL 5, data 2 after 34 = 72 ns, three more by 78: then tile 2 starts, not at 77.
     */
    @Test
    void aTileWaitsForTheOutputsOfTheTileTwoBefore() {
        PipelineRecord three = run(plan(
                tile(weights(0, 1), outputs(0, 4), 1),
                tile(weights(1, 1), NO_OUTPUTS, 1),
                tile(weights(2, 1), NO_OUTPUTS, 1)));
        assertThat(three.donePs.get("L2")).isEqualTo(ns(47));
        assertThat(three.donePs.get("S0")).isEqualTo(ns(72, 74, 76, 78));
        assertThat(three.startCycles).isEqualTo(cycles(33, 35, 78));
        assertThat(three.endPs()).isEqualTo(79_000);
    }

    /** The outputs of the tile before are in the other half of the buffer: tile 1 starts once tile 0 is computed, at 83. */
    @Test
    void aTileDoesNotWaitForTheOutputsOfTheTileBefore() {
        PipelineRecord two = run(plan(tile(weights(0, 1), outputs(0, 4), 50), tile(weights(1, 1), NO_OUTPUTS, 10)));
        assertThat(two.startCycles).isEqualTo(cycles(33, 83));
        assertThat(two.donePs.get("S0")).isEqualTo(ns(121, 123, 125, 127));
        assertThat(two.endPs()).isEqualTo(127_000);
    }

    /** From 34 on both directions want bursts: a store first, since the last burst was a load, then in turn. */
    @Test
    void loadsAndStoresTakeTurns() {
        PipelineRecord three = run(plan(
                tile(weights(0, 1), outputs(0, 4), 1),
                tile(weights(1, 1), NO_OUTPUTS, 1),
                tile(weights(2, 3), NO_OUTPUTS, 1)));
        assertThat(three.asked).containsExactly("L0", "L1", "S0", "L2", "S0", "L2", "S0", "L2", "S0");
        assertThat(three.askedPs).isEqualTo(ns(0, 0, 34, 34, 34, 34, 34, 34, 34));
    }

    /** At 34 the row of the loads is open: L2, asked for second, reads at 35, its data at 47; S0 writes at 65 and ends at 72. */
    @Test
    void ofWaitingBurstsTheOneThatCanGoFirstGoes() {
        PipelineRecord three = run(plan(
                tile(weights(0, 1), outputs(0, 1), 1),
                tile(weights(1, 1), NO_OUTPUTS, 1),
                tile(weights(2, 1), NO_OUTPUTS, 1)));
        assertThat(three.asked).containsExactly("L0", "L1", "S0", "L2");
        assertThat(three.booked).containsExactly("L0", "L1", "L2", "S0");
        assertThat(three.donePs).containsEntry("L2", ns(47)).containsEntry("S0", ns(72));
    }

    /** Two bursts of 128 bits hold tile 0's 192 bits, the second one half of tile 1's 192 too: 2 and 1 are moved. */
    @Test
    void aBurstThatTwoTransfersShareIsMovedOnce() {
        LayerPlan plan = plan(
                tile(new Transfer(DataType.WEIGHTS, 0, 192), NO_OUTPUTS, 1),
                tile(new Transfer(DataType.WEIGHTS, 192, 192), NO_OUTPUTS, 1));
        assertThat(run(plan).asked).containsExactly("L0", "L0", "L1");
        assertThat(PipelineRecord.burstPlan(plan, MEMORY).bursts())
                .isEqualTo(Map.of(DataType.WEIGHTS, 3L, DataType.OUTPUTS, 0L));
    }

    /** Bits 0 to 63 are weights, 64 to 127 their indices: one burst, which is the weights'. Bits 128 and 129: another. */
    @Test
    void indicesShareTheBurstsOfTheirWeights() {
        LayerPlan plan = plan(HandMadeTiles.tile(
                List.of(
                        new Transfer(DataType.WEIGHTS, 0, 64),
                        new Transfer(DataType.INDICES, 64, 64),
                        new Transfer(DataType.WEIGHTS, 128, 1),
                        new Transfer(DataType.INDICES, 129, 1)),
                NO_OUTPUTS,
                false,
                1));
        assertThat(PipelineRecord.burstPlan(plan, MEMORY).bursts())
                .isEqualTo(Map.of(DataType.WEIGHTS, 2L, DataType.INDICES, 0L, DataType.OUTPUTS, 0L));
    }

    /** Only the burst just before is still at hand: burst 0 is read again after burst 1. */
    @Test
    void aBurstIsMovedAgainAfterAnother() {
        LayerPlan plan = plan(
                tile(weights(0, 1), NO_OUTPUTS, 1),
                tile(weights(1, 1), NO_OUTPUTS, 1),
                tile(weights(0, 1), NO_OUTPUTS, 1));
        assertThat(PipelineRecord.burstPlan(plan, MEMORY).bursts()).containsEntry(DataType.WEIGHTS, 3L);
    }

    /** Weights take bursts 0 to 4, so inputs start at the next row, burst 8, and outputs at burst 12. */
    @Test
    void regionsShareNoRow() {
        LayerPlan plan = plan(HandMadeTiles.tile(
                List.of(weights(0, 5), HandMadePlans.bursts(DataType.INPUTS, 0, 4)), outputs(0, 1), false, 1));
        BurstPlan bursts = PipelineRecord.burstPlan(plan, MEMORY);
        assertThat(bursts.loads(0))
                .containsExactly(new BurstRun(DataType.WEIGHTS, 0, 5), new BurstRun(DataType.INPUTS, 8, 4));
        assertThat(bursts.stores(0)).containsExactly(new BurstRun(DataType.OUTPUTS, 12, 1));
    }

    /** Lanes of 10 and 50 cycles from 33 on, then of 40 and 5: the lane that is done at 43 goes on by itself. */
    @Test
    void lanesRunOnTheirOwn() {
        PipelineRecord two = run(lanes(false));
        assertThat(two.startCycles).containsExactly(List.of(33L, 33L), List.of(43L, 83L));
        assertThat(two.doneCycles).containsExactly(List.of(43L, 83L), List.of(83L, 88L));
        assertThat(two.endPs()).isEqualTo(88_000);
    }

    /** With a barrier both lanes start tile 1 when the slower one is done, at 83. */
    @Test
    void aBarrierHoldsTheFastLanes() {
        PipelineRecord two = run(lanes(true));
        assertThat(two.startCycles).containsExactly(List.of(33L, 33L), List.of(83L, 83L));
        assertThat(two.doneCycles).containsExactly(List.of(43L, 83L), List.of(123L, 88L));
        assertThat(two.endPs()).isEqualTo(123_000);
    }

    private static LayerPlan lanes(boolean barrier) {
        return plan(
                HandMadeTiles.tile(List.of(weights(0, 1)), NO_OUTPUTS, barrier, 10, 50),
                HandMadeTiles.tile(List.of(weights(1, 1)), NO_OUTPUTS, barrier, 40, 5));
    }

    /** Loaded at 33 ns: a clock of 11 ns has its edge then, cycle 3; one of 10.999 ns missed it, cycle 4 begins at 43.996 ns. */
    @Test
    void computingStartsAtAnEdgeOfTheCoreClock() {
        LayerPlan plan = plan(tile(weights(0, 1), NO_OUTPUTS, 2));
        PipelineRecord atEdge = PipelineRecord.of(plan, MEMORY, 11_000);
        PipelineRecord missed = PipelineRecord.of(plan, MEMORY, 10_999);
        assertThat(atEdge.startCycles).isEqualTo(cycles(3));
        assertThat(atEdge.endPs()).isEqualTo(5 * 11_000);
        assertThat(missed.startCycles).isEqualTo(cycles(4));
        assertThat(missed.endPs()).isEqualTo(6 * 10_999);
    }

    /**
     * One burst of the bank in sight, one behind it: two at once. Each booking makes room: the first at 1 ns, the second
     * once its command is given, at 21 + 2 ns, the third 2 ns later.
     */
    @Test
    void aBurstIsAskedForWhenThereIsRoom() {
        DramStandard narrow = HandMadePlans.roundMemory(1, 1, 1, 100_000);
        PipelineRecord tile = PipelineRecord.of(plan(tile(weights(0, 5), NO_OUTPUTS, 1)), narrow, GHZ_PS);
        assertThat(tile.askedPs).isEqualTo(ns(0, 0, 1, 23, 25));
    }

    /** Nothing to load, nothing to store: tiles of 5 and 6 cycles end at 11. */
    @Test
    void tilesWithoutDataOnlyCompute() {
        PipelineRecord two = run(plan(tile(weights(0, 0), NO_OUTPUTS, 5), tile(weights(0, 0), NO_OUTPUTS, 6)));
        assertThat(two.asked).isEmpty();
        assertThat(two.startCycles).isEqualTo(cycles(0, 5));
        assertThat(two.endPs()).isEqualTo(11_000);
    }

    /**
     * Five tiles of a row of 4 bursts each, in alternating banks, 2 cycles each. Tile 0 is in at 33, 35, 37, 39. Tile 1 opens
     * its row tRRD 10 later, at 11, reads at 31 and is in at 43 to 49. Tile 2 is asked for at 41, when tile 0 is computed,
     * and closes its row: precharge at 42 (tRAS 40 ended at 41), tRP 20, tRCD 20, CL 10, data 2: 94 to 100. Tile 3, asked
     * for at 51, in the same way: 52 + 52 = 104 to 110. Tile 4, asked for at 102: precharge at 103 (tRAS ended at 62 + 40),
     * 155 to 161.
     */
    @Test
    void aStreamOfTilesWaitsForItsRows() {
        PipelineRecord five = run(plan(
                tile(weights(0, 4), NO_OUTPUTS, 2),
                tile(weights(4, 4), NO_OUTPUTS, 2),
                tile(weights(8, 4), NO_OUTPUTS, 2),
                tile(weights(12, 4), NO_OUTPUTS, 2),
                tile(weights(16, 4), NO_OUTPUTS, 2)));
        assertThat(five.donePs.get("L0")).isEqualTo(ns(33, 35, 37, 39));
        assertThat(five.donePs.get("L1")).isEqualTo(ns(43, 45, 47, 49));
        assertThat(five.donePs.get("L2")).isEqualTo(ns(94, 96, 98, 100));
        assertThat(five.donePs.get("L3")).isEqualTo(ns(104, 106, 108, 110));
        assertThat(five.donePs.get("L4")).isEqualTo(ns(155, 157, 159, 161));
        assertThat(five.startCycles).isEqualTo(cycles(39, 49, 100, 110, 161));
        assertThat(five.endPs()).isEqualTo(163_000);
    }
}
