package archsim.engine.dram;

import archsim.base.json.Range;

/**
 * Artificial traffic that characterises a memory.
 *
 * @param pattern of addresses
 * @param writeShare of bursts that write, 0 to 1; which ones, the seed decides
 * @param load 1: bursts as fast as the memory takes them; below 1: that share of the {@linkplain
 *     archsim.tables.DramStandard#peakGbPerSecond() peak}, at even distances
 * @param clocks memory clock cycles that are watched
 * @param seed of addresses and directions
 */
public record MemoryTraffic(
        AccessPattern pattern,
        @Range(min = 0, max = 1) double writeShare,
        @Range(min = 1e-6, max = 1) double load,
        @Range(min = 1, max = 1_000_000_000) int clocks,
        long seed) {

    /** Clock cycles that a measurement takes unless said otherwise. */
    public static final int USUAL_CLOCKS = 200_000;

    public MemoryTraffic {
        if (!(writeShare >= 0 && writeShare <= 1)) {
            throw new IllegalArgumentException("writeShare must be 0 to 1, was " + writeShare);
        }
        if (!(load > 0 && load <= 1)) {
            throw new IllegalArgumentException("load must be above 0 and at most 1, was " + load);
        }
    }

    /** As fast as the memory takes them. */
    public boolean saturates() {
        return load == 1;
    }
}
