package archsim.engine.run.pipeline;

import static archsim.engine.run.pipeline.HandMadePlans.outputs;
import static archsim.engine.run.pipeline.HandMadePlans.tile;
import static archsim.engine.run.pipeline.HandMadePlans.weights;
import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.tables.DramController;
import archsim.tables.DramStandard;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each term of the bound by hand, on {@link HandMadePlans#roundMemory()}: tRCD 20 (30 for writes), CL 10, CWL 5, 2 clocks
 * of data a burst, 1 ns a clock.
 */
class AnalyticalBoundTest {

    private static final DramStandard MEMORY = HandMadePlans.roundMemory();

    private static long cycles(LayerPlan plan, DramStandard memory, long clockPeriodPs) {
        return AnalyticalBound.cycles(plan, PipelineRecord.burstPlan(plan, memory), memory, clockPeriodPs);
    }

    /** Tiles of {@code load}, then 1 and then of {@code store} bursts; {@code computeCycles} in all. */
    private static LayerPlan plan(long load, long store, long computeCycles) {
        return HandMadePlans.plan(
                computeCycles, tile(weights(0, load), outputs(0, 1), 1), tile(weights(load, 1), outputs(1, store), 1));
    }

    /**
     * Loading l bursts takes 20 + 10 + 2 l ns, storing s of them 5 + 2 s: 2 in, 500 cycles, 1 out are 34 + 500 + 7.
     */
    @ParameterizedTest
    @CsvSource({"2, 500, 1, 541", "1, 500, 1, 539", "5, 500, 1, 547", "2, 501, 1, 542", "2, 500, 4, 547"})
    void computingLiesBetweenTheFirstLoadAndTheLastStore(long load, long computed, long store, long cycles) {
        assertThat(cycles(plan(load, store, computed), MEMORY, 1000)).isEqualTo(cycles);
    }

    /** Without a first load nothing is waited for, without a last store nothing follows: 500 + 7, and 34 + 500. */
    @Test
    void whatIsNotMovedTakesNoTime() {
        assertThat(cycles(plan(0, 1, 500), MEMORY, 1000)).isEqualTo(507);
        assertThat(cycles(plan(2, 0, 500), MEMORY, 1000)).isEqualTo(534);
    }

    /** 1 burst, then {@code load} more in, {@code store}, then 1 out: the first tile is in and the last one out quickly. */
    private static LayerPlan stream(long load, long store) {
        return HandMadePlans.plan(
                1, tile(weights(0, 1), outputs(0, store), 1), tile(weights(1, load), outputs(store, 1), 1));
    }

    /**
     * Back to back, after the shorter of 20 + 10 (read) and 30 + 5 (write): 1 + 40 + 8 + 1 = 50 bursts take 30 + 100 ns.
     */
    @ParameterizedTest
    @CsvSource({"40, 8, 130", "41, 8, 132", "40, 9, 132"})
    void theMemoryMovesAllBurstsBackToBack(long load, long store, long cycles) {
        assertThat(cycles(stream(load, store), MEMORY, 1000)).isEqualTo(cycles);
    }

    /** A write that is quicker than a read, 10 + 5 ns, might come first: 50 bursts take 15 + 100 ns. */
    @Test
    void theQuickerDirectionComesFirst() {
        assertThat(cycles(stream(40, 8), with(MEMORY, 10, 2), 1000)).isEqualTo(115);
    }

    /** tCCD of 3 is longer than the 2 clocks of data: of 50 bursts 49 begin 3 ns after the one before. */
    @Test
    void columnCommandsKeepTheirDistance() {
        assertThat(cycles(stream(40, 8), with(MEMORY, 30, 3), 1000)).isEqualTo(30 + 49 * 3 + 2);
    }

    /** Two channels: of 50 bursts each has 25, of 51 one has 26; the first load of 3 is one of 2, the last store of 3 too. */
    @Test
    void channelsWorkSideBySide() {
        DramStandard two = HandMadePlans.roundMemory(2, 8, 8, 100_000);
        assertThat(cycles(stream(40, 8), two, 1000)).isEqualTo(30 + 50);
        assertThat(cycles(stream(41, 8), two, 1000)).isEqualTo(30 + 52);
        assertThat(cycles(plan(3, 3, 500), two, 1000)).isEqualTo(30 + 4 + 500 + 5 + 4);
    }

    /** Loaded at 34 ns, cycles of 8 ns: starts at 40, computed at 40 + 400, stored at 447 ns, which is in cycle 56. */
    @Test
    void edgesOfTheCoreClockAreWaitedFor() {
        assertThat(cycles(plan(2, 1, 50), MEMORY, 8000)).isEqualTo(56);
        assertThat(cycles(plan(2, 1, 50), MEMORY, 17_000)).isEqualTo(53); // 34 is the edge of cycle 2: 2 + 50, and 7 ns
    }

    private static DramStandard with(DramStandard memory, int tRcdWrite, int tCcd) {
        DramStandard.Timing t = memory.timing();
        var timing = new DramStandard.Timing(
                1000,
                10,
                5,
                20,
                tRcdWrite,
                20,
                40,
                10,
                10,
                50,
                t.t32AW(),
                tCcd,
                tCcd,
                10,
                10,
                10,
                10,
                2,
                10,
                t.tXS(),
                100,
                100_000,
                t.tRFCPerBank(),
                t.tREFIPerBank());
        DramController controller = memory.controller();
        return new DramStandard(
                "round",
                1,
                memory.geometry(),
                timing,
                memory.power(),
                controller,
                memory.onChip(),
                memory.gbPerSecond(),
                memory.source());
    }

    static IntStream seeds() {
        return IntStream.range(10_000, 10_300);
    }

    /** The bound holds on plans and memories of every kind. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noPlanIsQuickerThanTheBound(int seed) {
        var random = new RandomPlans(seed);
        LayerPlan drawn = random.plan();
        DramStandard memory = random.memory();
        long periodPs = random.clockPeriodPs();
        PipelineRecord free = PipelineRecord.of(drawn, memory, periodPs);
        long computeCycles = aloneCycles(drawn);
        var plan = HandMadePlans.plan(computeCycles, drawn.tiles().toArray(Tile[]::new));
        assertThat(cycles(plan, memory, periodPs) * periodPs).isLessThan(free.endPs() + periodPs);
    }

    /** Cycles of the lanes alone. */
    private static long aloneCycles(LayerPlan plan) {
        long[] free = new long[plan.tiles().get(0).lanes()];
        long last = 0;
        for (Tile tile : plan.tiles()) {
            for (int lane = 0; lane < free.length; lane++) {
                free[lane] += tile.laneCycles(lane);
                last = Math.max(last, free[lane]);
            }
            if (tile.barrierAfter()) {
                Arrays.fill(free, Arrays.stream(free).max().orElseThrow());
            }
        }
        return last;
    }
}
