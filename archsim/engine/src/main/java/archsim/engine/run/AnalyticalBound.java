package archsim.engine.run;

import archsim.base.Ceil;
import archsim.engine.dataflow.LayerPlan;
import archsim.tables.DramStandard;

/**
 * The fewest cycles that a plan can take, in closed form.
 *
 * <p>The larger of two bounds: compute, between the first tile's arrival and the last one's departure; and memory, all
 * bursts back to back. Each counts a burst at the full rate of the data bus and one row opening, so contention, refresh
 * and further rows are what the event simulation adds.
 */
final class AnalyticalBound {

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
        return bursts == 0
                ? 0
                : ps(memory.timing().tRCD() + memory.timing().casLatency(), memory) + bursts * burstPs(memory);
    }

    private static long storePs(long bursts, DramStandard memory) {
        return bursts == 0 ? 0 : ps(memory.timing().casWriteLatency(), memory) + bursts * burstPs(memory);
    }

    private static long memoryPs(long bursts, DramStandard memory) {
        int latency = Math.min(memory.timing().casLatency(), memory.timing().casWriteLatency());
        return bursts == 0 ? 0 : ps(memory.timing().tRCD() + latency, memory) + bursts * burstPs(memory);
    }

    private static long burstPs(DramStandard memory) {
        return ps(memory.geometry().burstCycles(), memory);
    }

    private static long ps(int clocks, DramStandard memory) {
        return (long) clocks * memory.timing().tCkPs();
    }
}
