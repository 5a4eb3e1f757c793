package archsim.engine.sram;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.base.json.Range;

/**
 * An on-chip memory of equal banks with one port each, used in two halves: one feeds the PEs while the other fills.
 *
 * @param capacityBytes over all banks and both halves
 * @param wordBits moved by one access of one bank
 * @param banks accessed in parallel
 */
public record SramBuffer(
        @Range(min = 1) int capacityBytes,
        @Range(min = 1, max = 4096) int wordBits,
        @Range(min = 1, max = 1024) int banks) {

    /** Nothing that a machine could use. */
    static final SramBuffer NONE = new SramBuffer(1, 1, 1);

    public SramBuffer {
        if (capacityBytes % banks != 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "capacityBytes must be a multiple of banks, was %d and %d", capacityBytes, banks));
        }
    }

    /** Bits that one half holds. */
    public long halfBits() {
        return capacityBytes * 4L;
    }

    /** Bytes of one bank. */
    public int bankBytes() {
        return capacityBytes / banks;
    }

    /** Accesses that move {@code bits}. */
    public long words(long bits) {
        return Ceil.div(bits, wordBits);
    }

    /** Cycles that {@code words} accesses need when all banks work. */
    public long cycles(long words) {
        return Ceil.div(words, banks);
    }
}
