package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LPDDR4-2400: clock 830 ps, tRCD 15, CL 17, tRP 15, tRAS 32, tRTP 12, burst of 16 transfers = 8 clocks. */
class DramChannelTest {

    private static final int CLOCK_PS = 830;

    private final DramStandard standard = DramStandards.find("lpddr4-2400");
    private final DramChannel channel = new DramChannel(standard, 1);
    private final Simulation simulation = new Simulation();
    private final List<Long> doneAtPs = new ArrayList<>();
    private final Event done = (now, burst) -> doneAtPs.add(now.nowPs());

    /** 1024 columns of bursts of 16 in two bank groups: 128 bursts before the next bank, 4 banks, then the next row. */
    private static final long NEXT_ROW = 128 * 4;

    private void read(long... bursts) {
        for (long burst : bursts) {
            channel.request(simulation, burst, false, 0, done, burst);
        }
        simulation.run(Long.MAX_VALUE);
    }

    /** tRCD 15 + CL 17 + 8 clocks of data = 40 clocks. */
    @Test
    void aReadOfAClosedRowTakesActivateReadAndBurst() {
        read(0);
        assertThat(doneAtPs).containsExactly(40L * CLOCK_PS);
    }

    /** The second burst is in the other bank group, the third in the first one's row: 8 clocks of data each. */
    @Test
    void consecutiveBurstsKeepTheDataBusBusy() {
        read(0, 1, 2, 3);
        assertThat(doneAtPs.get(3) - doneAtPs.get(1)).isEqualTo(16L * CLOCK_PS);
        assertThat(channel.countsAt(doneAtPs.get(3)).activates()).isEqualTo(2);
    }

    /** Precharge waits for tRAS 32 after the activate at 0, then tRP 15, tRCD 15, CL 17, 8 of data: 87 clocks. */
    @Test
    void anotherRowOfTheSameBankWaitsForItsPrecharge() {
        read(0, NEXT_ROW);
        assertThat(doneAtPs).containsExactly(40L * CLOCK_PS, 87L * CLOCK_PS);
    }

    /** The third request hits the open row and overtakes the second, which would close it. */
    @Test
    void rowHitsGoFirst() {
        List<Long> order = new ArrayList<>();
        for (long burst : new long[] {0, NEXT_ROW, 2}) {
            channel.request(simulation, burst, false, 0, (now, argument) -> order.add(argument), burst);
        }
        simulation.run(Long.MAX_VALUE);
        assertThat(order).containsExactly(0L, 2L, NEXT_ROW);
    }

    /** Reads and writes of open rows ask in turn; the reads go first, then the writes. */
    @Test
    void theBusTurnsAroundSeldom() {
        read(0);
        List<Long> order = new ArrayList<>();
        for (long burst = 2; burst < 10; burst += 2) {
            channel.request(simulation, burst, burst % 4 == 2, 0, (now, argument) -> order.add(argument), burst);
        }
        simulation.run(Long.MAX_VALUE);
        assertThat(order).containsExactly(4L, 8L, 2L, 6L);
    }

    /** A burst to a closed row waits for 32 row hits at most, however many ask. */
    @Test
    void noBurstWaitsForEver() {
        read(0);
        List<Long> order = new ArrayList<>();
        long[] hits = {0};
        channel.request(simulation, NEXT_ROW, false, 0, (now, argument) -> order.add(argument), NEXT_ROW);
        Event feed = new Event() {
            @Override
            public void occur(Simulation now, long argument) {
                order.add(argument);
                if (hits[0] < 100) {
                    channel.request(now, 2 * (hits[0]++ % 60), false, 0, this, 0);
                }
            }
        };
        for (int i = 0; i < 8; i++) {
            channel.request(simulation, 0, false, 0, feed, 0);
        }
        simulation.run(Long.MAX_VALUE);
        assertThat(order.indexOf(NEXT_ROW)).isEqualTo(32);
    }

    /** The row of the one read opens at 0, not with its data: of 100 ns none is without an open row. */
    @Test
    void aRowIsOpenFromItsActivateOn() {
        read(0);
        assertThat(channel.countsAt(100_000).rowsOpenPs()).isEqualTo(100_000);
    }

    /** tREFI is 8660 clocks: after 100 intervals an idle channel has refreshed 100 times and never opened a row. */
    @Test
    void anIdleChannelRefreshes() {
        long endPs = 100L * 8660 * CLOCK_PS;
        DramCounts counts = channel.countsAt(endPs);
        assertThat(counts.refreshes()).isEqualTo(100);
        assertThat(counts.rowsOpenPs()).isZero();
        assertThat(counts.rowsClosedPs()).isEqualTo(endPs);
    }

    /** DRAMsim3 reads the same part sequentially at 18.59 GB/s with a row hit rate of 0.984; peak is 19.28. */
    @Test
    void aSequentialStreamReachesThePublishedBandwidth() {
        assertThat(bandwidthGbPerSecond(1)).isCloseTo(18.59, within(0.05 * 18.59));
        assertThat(channel.countsAt(0).rowHitRate()).isCloseTo(0.984, within(0.01));
    }

    /** Every burst in another row of the same bank: one burst of 128 bytes each tRC = 47 clocks = 39 ns gives 3.3 GB/s. */
    @Test
    void rowConflictsCostBandwidth() {
        assertThat(bandwidthGbPerSecond(NEXT_ROW)).isCloseTo(128 / 39.01, within(0.2));
    }

    private double bandwidthGbPerSecond(long step) {
        long bursts = 20_000;
        long[] next = {0};
        Event feed = new Event() {
            @Override
            public void occur(Simulation now, long ignored) {
                while (channel.hasRoom() && next[0] < bursts) {
                    channel.request(now, step * next[0]++, false, 0, this, 0);
                }
            }
        };
        simulation.schedule(0, feed, 0);
        long endPs = simulation.run(Long.MAX_VALUE);
        return bursts * 128 * 1000.0 / endPs;
    }
}
