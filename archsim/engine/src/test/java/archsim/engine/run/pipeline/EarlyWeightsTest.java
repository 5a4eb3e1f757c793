package archsim.engine.run.pipeline;

import static archsim.engine.run.pipeline.HandMadePlans.bursts;
import static archsim.engine.run.pipeline.HandMadePlans.outputs;
import static archsim.engine.run.pipeline.HandMadePlans.plan;
import static archsim.engine.run.pipeline.HandMadePlans.tile;
import static archsim.engine.run.pipeline.HandMadePlans.weights;
import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.plan.HandMadeTiles;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.engine.run.config.Fidelity;
import archsim.engine.sram.SramBuffer;
import archsim.tables.DramStandard;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Networks of two layers, worked out on {@link HandMadePlans#roundMemory()}: the first bursts of a row arrive after 33 ns, each
 * further one 2 ns later. The core runs at 1 GHz, so that nanoseconds and cycles are one; a burst has 16 bytes.
 */
class EarlyWeightsTest {

    private static final long GHZ_PS = 1000;
    private static final DramStandard MEMORY = HandMadePlans.roundMemory();
    private static final Transfer NO_OUTPUTS = outputs(0, 0);
    private static final SramBuffer EIGHT_BURSTS = new SramBuffer(128, 8, 1);

    /** Loaded at 33 and 35, computed 33 to 133 and 133 to 133 + {@code last}. */
    private static LayerPlan twoTiles(long last) {
        return plan(tile(weights(0, 1), NO_OUTPUTS, 100), tile(weights(1, 1), NO_OUTPUTS, last));
    }

    /** Four bursts by 39, computed until 89. */
    private static LayerPlan fourBursts() {
        return plan(50, tile(weights(0, 4), NO_OUTPUTS, 50));
    }

    private static MemoryOutcome alone(LayerPlan plan, Fidelity fidelity) {
        return MemoryOutcome.of(plan, GHZ_PS, MEMORY, fidelity);
    }

    private static EarlyWeights.Outcome behind(
            LayerPlan before, LayerPlan layer, SramBuffer buffer, Fidelity fidelity) {
        return new EarlyWeights(buffer, GHZ_PS, MEMORY, fidelity)
                .of(layer, alone(layer, fidelity), before, alone(before, fidelity));
    }

    private static EarlyWeights.Outcome behind(LayerPlan before, LayerPlan layer, SramBuffer buffer) {
        return behind(before, layer, buffer, Fidelity.EVENT);
    }

    /** From 133, when the first tile is computed, to 233 nothing moves. */
    @Test
    void memoryIsIdleWhileTheLastTileComputes() {
        assertThat(alone(twoTiles(100), Fidelity.EVENT).idlePs()).isEqualTo(100_000);
    }

    /** Outputs of the first tile, 2 bursts asked for at 133, move until 133 + 1 + 30 + 5 + 4 = 173; then 60 ns are left. */
    @Test
    void storesLeaveTheMemoryLessTime() {
        LayerPlan stores = plan(tile(weights(0, 1), outputs(0, 2), 100), tile(weights(1, 1), NO_OUTPUTS, 100));
        assertThat(alone(stores, Fidelity.EVENT).idlePs()).isEqualTo(60_000);
    }

    /** Half of the buffer holds all four bursts, which take 39 of the 100 ns: the layer starts at once. */
    @Test
    void aLayerWhoseWeightsAreThereStartsAtOnce() {
        var outcome = behind(twoTiles(100), fourBursts(), EIGHT_BURSTS);
        assertThat(alone(fourBursts(), Fidelity.EVENT).cycles()).isEqualTo(89);
        assertThat(outcome.memory().cycles()).isEqualTo(50);
        assertThat(outcome.memory().analyticalCycles()).isEqualTo(50);
        assertThat(outcome.savedCycles()).isEqualTo(39);
        assertThat(outcome.bytes()).isEqualTo(64);
    }

    /** Two bursts are left, which are there at 35. */
    @Test
    void noMoreIsEarlyThanHalfOfTheBufferHolds() {
        var outcome = behind(twoTiles(100), fourBursts(), new SramBuffer(64, 8, 1));
        assertThat(outcome.memory().cycles()).isEqualTo(85);
        assertThat(outcome.bytes()).isEqualTo(32);
    }

    /** A tile of 6 bursts leaves 2 of 8. */
    @Test
    void noMoreIsEarlyThanALargeTileLeavesRoomFor() {
        LayerPlan large = plan(tile(weights(0, 6), NO_OUTPUTS, 100), tile(weights(6, 1), NO_OUTPUTS, 100));
        assertThat(behind(large, fourBursts(), EIGHT_BURSTS).bytes()).isEqualTo(32);
    }

    /** The second burst arrives after 35 ns, the third after 37. */
    @Test
    void noMoreIsEarlyThanArrivesWhileTheMemoryIsIdle() {
        assertThat(behind(twoTiles(36), fourBursts(), EIGHT_BURSTS).bytes()).isEqualTo(32);
        assertThat(behind(twoTiles(32), fourBursts(), EIGHT_BURSTS).savedCycles())
                .isZero();
    }

    /** In closed form the two bursts before take 4 of (tRCD + CL) 30 + 2 + 200 ns, and two bursts a row opening less than four. */
    @Test
    void inClosedFormTheBusesMoveThemInTheTimeTheyHaveNothingToDo() {
        LayerPlan before = plan(200, tile(weights(0, 1), NO_OUTPUTS, 100), tile(weights(1, 1), NO_OUTPUTS, 100));
        assertThat(alone(before, Fidelity.ANALYTICAL).idlePs()).isEqualTo(228_000);
        var outcome = behind(before, fourBursts(), new SramBuffer(64, 8, 1), Fidelity.ANALYTICAL);
        assertThat(alone(fourBursts(), Fidelity.ANALYTICAL).cycles()).isEqualTo(88);
        assertThat(outcome.memory().cycles()).isEqualTo(84);
    }

    /** Keys and values, and inputs, may be what the layer before makes. */
    @Test
    void onlyWeightsAreEarly() {
        LayerPlan product = plan(HandMadeTiles.tile(
                List.of(bursts(DataType.KEYS_VALUES, 0, 4), bursts(DataType.INPUTS, 0, 1)), NO_OUTPUTS, false, 50));
        assertThat(behind(twoTiles(100), product, EIGHT_BURSTS).savedCycles()).isZero();
    }

    /** The third tile's weights have no place before the first has computed. */
    @Test
    void onlyTilesThatTheBuffersHoldAtTheStartAreEarly() {
        LayerPlan three = plan(
                tile(weights(0, 1), NO_OUTPUTS, 10),
                tile(weights(1, 1), NO_OUTPUTS, 10),
                tile(weights(2, 1), NO_OUTPUTS, 10));
        assertThat(behind(twoTiles(100), three, EIGHT_BURSTS).bytes()).isEqualTo(32);
    }

    /** All bursts are counted with the layer that needs them; the ranks stand by 39 ns less. */
    @Test
    void dataStayTheSameAndTimeIsLess() {
        DramUse alone = alone(fourBursts(), Fidelity.EVENT).dram();
        DramUse early =
                behind(twoTiles(100), fourBursts(), EIGHT_BURSTS).memory().dram();
        assertThat(early.bursts()).isEqualTo(alone.bursts());
        assertThat(early.activates()).isEqualTo(alone.activates());
        assertThat(alone.ranks().allPs()).isEqualTo(89_000);
        assertThat(early.ranks().allPs()).isEqualTo(50_000);
    }

    /** Of 100 refreshes in 89 cycles 56 are in 50: 100 x 50 / 89 = 56.2. */
    @Test
    void refreshesAreInProportionToTheTime() {
        DramUse alone = alone(fourBursts(), Fidelity.EVENT).dram();
        var refreshed = new DramUse(alone.activates(), alone.bursts(), 100, alone.ranks());
        assertThat(refreshed.within(50_000, 89_000).refreshes()).isEqualTo(56);
    }
}
