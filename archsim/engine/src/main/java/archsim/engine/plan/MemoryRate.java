package archsim.engine.plan;

import archsim.base.RootLocale;

/**
 * The DRAM as a core sees it, for estimates.
 *
 * @param bitsPerCycle of the core, in long transfers
 * @param latencyCycles of the core from a request to its first bits
 * @param burstBits moved at once
 */
public record MemoryRate(double bitsPerCycle, double latencyCycles, long burstBits) {

    /** 16 bytes a cycle in bursts of 64: about an LPDDR4 channel beside a core of 1 GHz. */
    public static final MemoryRate UNSTATED = new MemoryRate(128, 40, 512);

    /** Of the latency, what a turn to other rows costs a memory that has more to do. */
    private static final double TURN = 0.3;

    public MemoryRate {
        if (!(bitsPerCycle > 0 && latencyCycles >= 0 && burstBits > 0)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a memory moves bits in bursts, was %s bits a cycle, %s cycles of latency and bursts of %d bits",
                    bitsPerCycle, latencyCycles, burstBits));
        }
    }

    /** Cycles that {@code bits} in one piece keep the memory busy, with the turn to their rows. */
    public double cycles(double bits) {
        return bits == 0 ? 0 : Math.ceil(bits / burstBits) * burstBits / bitsPerCycle + TURN * latencyCycles;
    }
}
