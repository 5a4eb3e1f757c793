package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.engine.plan.LayerPlan;
import archsim.tables.DramStandard;

/**
 * The fewest cycles that a plan can take, in closed form.
 *
 * <p>The larger of two bounds: compute, between the first tile's arrival and the last one's departure; and memory, all
 * bursts back to back on all channels. Each counts a burst at the full rate of the data bus and one row opening, so
 * contention, refresh and further rows are what the event simulation adds.
 */
public final class AnalyticalBound {

    private AnalyticalBound() {}

    /** Core cycles of {@code plan}; never more than the event simulation needs. */
    static long cycles(LayerPlan plan, BurstPlan bursts, DramStandard memory, long clockPeriodPs) {
        int last = bursts.tiles() - 1;
        long readyCycle = Ceil.div(loadPs(bursts.loadBursts(0), memory), clockPeriodPs);
        long computedPs = (readyCycle + plan.computeCycles()) * clockPeriodPs;
        long computePs = computedPs + storePs(bursts.storeBursts(last), memory);
        return Ceil.div(Math.max(computePs, memoryPs(bursts.allBursts(), memory)), clockPeriodPs);
    }

    private static long loadPs(long bursts, DramStandard memory) {
        return transferPs(memory.timing().tRCD() + memory.timing().casLatency(), bursts, memory);
    }

    private static long storePs(long bursts, DramStandard memory) {
        return transferPs(memory.timing().casWriteLatency(), bursts, memory);
    }

    /** All bursts back to back on all channels, in picoseconds. */
    public static long memoryPs(long bursts, DramStandard memory) {
        DramStandard.Timing timing = memory.timing();
        int readLatency = timing.tRCD() + timing.casLatency();
        int writeLatency = timing.tRCDWrite() + timing.casWriteLatency();
        return transferPs(Math.min(readLatency, writeLatency), bursts, memory);
    }

    /** The data buses' time for {@code bursts}, without any latency, in picoseconds. */
    static long busyPs(long bursts, DramStandard memory) {
        return Ceil.div(bursts, memory.channels())
                * memory.burstSpacingClocks()
                * memory.timing().tCkPs();
    }

    /** Bursts that the data buses move in {@code ps}. */
    static long burstsIn(long ps, DramStandard memory) {
        return ps / ((long) memory.burstSpacingClocks() * memory.timing().tCkPs()) * memory.channels();
    }

    /** The first burst's latency, then the channels work side by side. */
    private static long transferPs(int latencyClocks, long bursts, DramStandard memory) {
        if (bursts == 0) {
            return 0;
        }
        long afterFirst = Ceil.div(bursts, memory.channels()) - 1;
        long clocks = latencyClocks
                + afterFirst * memory.burstSpacingClocks()
                + memory.geometry().burstCycles();
        return clocks * memory.timing().tCkPs();
    }
}
