package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.engine.kernel.Simulation;
import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * LPDDR4-2400: clock 830 ps, tRCD 15, CL 17, tRP 15, tRAS 32, tRTP 12, burst of 16 transfers = 8 clocks; a burst takes one
 * clock to the queue of its bank.
 */
class DramChannelTest {

    private static final int CLOCK_PS = 830;

    /** 1024 columns of bursts of 16 in two bank groups: 128 bursts before the next bank, 4 banks, then the next row. */
    private static final long NEXT_ROW = 128 * 4;

    private static final String STANDBY = "\"controller\": {\"idle\": \"standby\"}";

    private final Simulation simulation = new Simulation();
    private final List<Long> order = new ArrayList<>();
    private final List<Long> doneAtPs = new ArrayList<>();
    private Dram dram = of(lpddr4(STANDBY));

    private Dram of(DramStandard standard) {
        return new Dram(standard, 1, (now, burst, donePs) -> {
            order.add(burst);
            doneAtPs.add(donePs);
        });
    }

    private static DramStandard lpddr4(String parts) {
        return MemoryConfig.read("lpddr4", "{\"base\": \"lpddr4-2400\", %s}".formatted(parts));
    }

    private void request(long burst, boolean write) {
        dram.request(simulation, burst, write, 0, burst);
    }

    private void read(long... bursts) {
        for (long burst : bursts) {
            request(burst, false);
        }
        simulation.run(Long.MAX_VALUE);
    }

    /** One clock to the queue + tRCD 15 + CL 17 + 8 clocks of data = 41 clocks. */
    @Test
    void aReadOfAClosedRowTakesActivateReadAndBurst() {
        read(0);
        assertThat(doneAtPs).containsExactly(41L * CLOCK_PS);
    }

    /** The second burst is in the other bank group, the third in the first one's row: 8 clocks of data each. */
    @Test
    void consecutiveBurstsKeepTheDataBusBusy() {
        read(0, 1, 2, 3);
        assertThat(doneAtPs.get(3) - doneAtPs.get(1)).isEqualTo(16L * CLOCK_PS);
        assertThat(dram.countsAt(doneAtPs.get(3)).activates()).isEqualTo(2);
    }

    /** Precharge waits for tRAS 32 after the activate at 1, then tRP 15, tRCD 15, CL 17, 8 of data: 88 clocks. */
    @Test
    void anotherRowOfTheSameBankWaitsForItsPrecharge() {
        read(0, NEXT_ROW);
        assertThat(doneAtPs).containsExactly(41L * CLOCK_PS, 88L * CLOCK_PS);
    }

    /** The third request hits the open row and overtakes the second, which would close it. */
    @Test
    void rowHitsGoFirst() {
        read(0, NEXT_ROW, 2);
        assertThat(order).containsExactly(0L, 2L, NEXT_ROW);
    }

    /** Reads and writes of open rows ask in turn; the reads go first, then the writes. */
    @Test
    void theBusTurnsAroundSeldom() {
        read(0);
        for (long burst = 2; burst < 10; burst += 2) {
            request(burst, burst % 4 == 2);
        }
        simulation.run(Long.MAX_VALUE);
        assertThat(order).containsExactly(0L, 4L, 8L, 2L, 6L);
    }

    /** A burst to a closed row waits for 2 x 32 row hits at most, however many ask. */
    @Test
    void noBurstWaitsForEver() {
        long[] hits = {0};
        dram = new Dram(DramStandards.find("lpddr4-2400"), 1, (now, burst, donePs) -> {
            order.add(burst);
            if (hits[0]++ < 500) {
                dram.request(now, 2 * (hits[0] % 60), false, 0, 0);
            }
        });
        request(0, false);
        request(2, false);
        request(NEXT_ROW, false);
        simulation.run(Long.MAX_VALUE);
        assertThat(order.indexOf(NEXT_ROW)).isBetween(32, 64);
    }

    /** 8 of the bank, 32 behind them. */
    @Test
    void theQueuesHaveTheirLimits() {
        for (int i = 0; i < 40; i++) {
            assertThat(dram.hasRoom(0)).isTrue();
            request(0, false);
        }
        assertThat(dram.hasRoom(0)).isFalse();
        assertThatThrownBy(() -> request(0, false)).isInstanceOf(IllegalStateException.class);
    }

    /** The row of the one read opens at clock 1, when it arrives: of 100 ns all but 830 ps are with an open row. */
    @Test
    void aRowIsOpenFromItsActivateOn() {
        read(0);
        assertThat(dram.countsAt(100_000).ranks()).isEqualTo(new RankTimes(99_170, 830, 0, 0, 0));
    }

    /** tREFI is 8660 clocks: after 100 intervals an idle channel has refreshed 100 times and never opened a row. */
    @Test
    void anIdleChannelRefreshes() {
        long endPs = 100L * 8660 * CLOCK_PS;
        DramCounts counts = dram.countsAt(endPs);
        assertThat(counts.refreshes()).isEqualTo(100);
        assertThat(counts.ranks()).isEqualTo(new RankTimes(0, endPs, 0, 0, 0));
    }

    /** Two ranks in three channels refresh six times an interval, and stand by six times as long as the clock runs. */
    @Test
    void everyRankIsRefreshedAndPowered() {
        dram = of(lpddr4("\"channels\": 3, \"geometry\": {\"ranks\": 2}, " + STANDBY));
        long endPs = 100L * 8660 * CLOCK_PS;
        DramCounts counts = dram.countsAt(endPs);
        assertThat(counts.refreshes()).isEqualTo(600);
        assertThat(counts.ranks().allPs()).isEqualTo(6 * endPs);
    }

    /** Refreshed bank by bank, every 1000 clocks for 50. */
    @Test
    void banksAreRefreshedInTurn() {
        dram = of(lpddr4("\"timing\": {\"tRFCPerBank\": 50, \"tREFIPerBank\": 1000},"
                + " \"controller\": {\"refresh\": \"per-bank\", \"idle\": \"standby\"}"));
        assertThat(dram.countsAt(100_000L * CLOCK_PS).refreshes()).isEqualTo(100);
    }

    /**
     * Idle from clock 41 on, powered down 20 clocks later with its row open, woken by a burst at clock 1000: 939 clocks (the
     * burst takes another to the queue), then tXP 6, CL 17 and 8 of data.
     */
    @Test
    void anIdleRankPowersDownAndWakes() {
        dram = of(lpddr4("\"controller\": {\"powerDownAfterClocks\": 20}"));
        read(0);
        simulation.scheduleAt(1000L * CLOCK_PS, (now, ignored) -> request(2, false), 0);
        simulation.run(Long.MAX_VALUE);
        assertThat(doneAtPs.get(1)).isEqualTo((1001L + 6 + 17 + 8) * CLOCK_PS);
        RankTimes ranks = dram.countsAt(doneAtPs.get(1)).ranks();
        assertThat(ranks.downRowsOpenPs()).isEqualTo((1001L - 61) * CLOCK_PS);
        assertThat(ranks.allPs()).isEqualTo(doneAtPs.get(1));
    }

    /** A rank that is never used powers down after 20 clocks and is woken by nothing but refreshes, 392 clocks of 8660. */
    @Test
    void anUnusedRankIsPoweredDownBetweenRefreshes() {
        dram = of(lpddr4("\"controller\": {\"powerDownAfterClocks\": 20}"));
        RankTimes ranks = dram.countsAt(2L * 8660 * CLOCK_PS).ranks();
        assertThat(ranks.downRowsClosedPs()).isEqualTo((8660L - 20 + 8660 - 392 - 20) * CLOCK_PS);
    }

    /**
     * Never used, in standby for 64 clocks, then powered down until the first refresh at 8660; at the second, 17320 = two
     * intervals, it refreshes itself until a burst comes at 30000, which takes a clock to the queue and then tXS 432, tRCD
     * 15, CL 17 and 8 of data. By hand: down 8660 - 64 and, after a refresh of 392, 17320 - 9052 - 64 clocks, itself 30001 -
     * 17320, one refresh.
     */
    @Test
    void aRankThatIsIdleForTwoIntervalsRefreshesItself() {
        dram = of(DramStandards.find("lpddr4-2400"));
        simulation.scheduleAt(30_000L * CLOCK_PS, (now, ignored) -> request(0, false), 0);
        simulation.run(Long.MAX_VALUE);
        assertThat(doneAtPs).containsExactly((30_001L + 432 + 15 + 17 + 8) * CLOCK_PS);
        DramCounts counts = dram.countsAt(doneAtPs.get(0));
        assertThat(counts.refreshes()).isEqualTo(1);
        assertThat(counts.ranks().downRowsClosedPs()).isEqualTo((8660L - 64 + 17_320 - 9052 - 64) * CLOCK_PS);
        assertThat(counts.ranks().selfRefreshPs()).isEqualTo((30_001L - 17_320) * CLOCK_PS);
        assertThat(counts.ranks().allPs()).isEqualTo(doneAtPs.get(0));
    }

    /** 21 mA of self-refresh beside 1.3 mA powered down and refreshes between: the rank powers down only. */
    @Test
    void whereSelfRefreshSavesNothingThereIsNone() {
        dram = of(DramStandards.find("lpddr3-1600"));
        DramCounts counts = dram.countsAt(1_000_000_000L);
        assertThat(counts.ranks().selfRefreshPs()).isZero();
        assertThat(counts.refreshes()).isPositive();
    }

    /**
     * Opened at 1; a refresh is due at the end, 45, but begins once the row may close, tRAS 32 and tRP 15 later, at 48: the
     * row is open for 44 clocks, not for 47.
     */
    @Test
    void aRefreshBeyondTheEndDoesNotLengthenTheTime() {
        dram = of(lpddr4("\"timing\": {\"tREFI\": 45, \"tRFC\": 10}"));
        read(0);
        assertThat(dram.countsAt(45L * CLOCK_PS).ranks()).isEqualTo(new RankTimes(44L * CLOCK_PS, CLOCK_PS, 0, 0, 0));
    }

    /**
     * The refresh of bank 0, due at 20, is carried out at 24 and begins at 48; the burst to the other group waited meanwhile,
     * its row opens at 2. Some row is open from 1 until the end at 98: 97 clocks, those from 2 to 48 once.
     */
    @Test
    void timeWithTwoRowsOpenCountsOnce() {
        dram = of(lpddr4("\"timing\": {\"tRFCPerBank\": 10, \"tREFIPerBank\": 20},"
                + " \"controller\": {\"refresh\": \"per-bank\"}"));
        read(0, 2, 1);
        assertThat(order).containsExactly(0L, 1L, 2L);
        assertThat(doneAtPs.get(2)).isEqualTo(98L * CLOCK_PS);
        assertThat(dram.countsAt(98L * CLOCK_PS).ranks()).isEqualTo(new RankTimes(97L * CLOCK_PS, CLOCK_PS, 0, 0, 0));
    }

    /** Every burst in another row of the same bank: one burst of 128 bytes each tRC = 47 clocks = 39 ns gives 3.3 GB/s. */
    @Test
    void rowConflictsCostBandwidth() {
        long[] next = {0};
        dram = new Dram(DramStandards.find("lpddr4-2400"), 1, (now, burst, donePs) -> {
            doneAtPs.add(donePs);
            if (next[0] < 20_000) {
                dram.request(now, NEXT_ROW * next[0]++, false, 0, 0);
            }
        });
        request(0, false);
        simulation.run(Long.MAX_VALUE);
        double gbPerSecond = 20_001 * 128 * 1000.0 / doneAtPs.get(20_000);
        assertThat(gbPerSecond).isCloseTo(128 / 39.01, within(0.2));
    }
}
