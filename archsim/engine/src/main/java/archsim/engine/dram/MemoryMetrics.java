package archsim.engine.dram;

import archsim.energy.DramEnergy;
import archsim.tables.DramStandard;

/**
 * What a memory gives and costs under some traffic.
 *
 * @param name of the memory
 * @param traffic that drove it
 * @param gbPerSecond bytes moved in both directions in one second, over 10^9
 * @param latencyNs mean time from the acceptance of a read to the last of its data; 0 if nothing was read
 * @param pjPerBit energy over the bits moved
 * @param rowHitRate share of bursts that found their row open, 0 to 1
 */
public record MemoryMetrics(
        String name,
        MemoryTraffic traffic,
        double gbPerSecond,
        double latencyNs,
        PjPerBit pjPerBit,
        double rowHitRate) {

    /**
     * Energy over the bits moved.
     *
     * @param activate opening and closing rows
     * @param burst reading and writing them
     * @param background standing by, powered down and refreshing itself
     * @param refresh keeping the data
     */
    public record PjPerBit(double activate, double burst, double background, double refresh) {

        /** All together. */
        public double total() {
            return activate + burst + background + refresh;
        }
    }

    static MemoryMetrics of(
            DramStandard standard, MemoryTraffic traffic, DramCounts counts, long timePs, long readLatencyPs) {
        double bytes = (double) counts.bursts() * standard.geometry().burstBytes();
        double latencyNs = counts.readBursts() == 0 ? 0 : readLatencyPs / 1000.0 / counts.readBursts();
        return new MemoryMetrics(
                standard.name(),
                traffic,
                1000 * bytes / timePs,
                latencyNs,
                pjPerBit(new DramEnergy(standard), counts, 8 * bytes),
                counts.rowHitRate());
    }

    private static PjPerBit pjPerBit(DramEnergy energy, DramCounts counts, double bits) {
        RankTimes ranks = counts.ranks();
        double backgroundPj = ranks.rowsOpenPs() / 1000.0 * energy.backgroundPjPerNs(true)
                + ranks.rowsClosedPs() / 1000.0 * energy.backgroundPjPerNs(false)
                + ranks.downRowsOpenPs() / 1000.0 * energy.powerDownPjPerNs(true)
                + ranks.downRowsClosedPs() / 1000.0 * energy.powerDownPjPerNs(false)
                + ranks.selfRefreshPs() / 1000.0 * energy.selfRefreshPjPerNs();
        return new PjPerBit(
                counts.activates() * energy.activatePj() / bits,
                (counts.readBursts() * energy.burstPj(false) + counts.writeBursts() * energy.burstPj(true)) / bits,
                backgroundPj / bits,
                counts.refreshes() * energy.refreshPj() / bits);
    }
}
