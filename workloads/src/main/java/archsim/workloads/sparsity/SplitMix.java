package archsim.workloads.sparsity;

/**
 * The numbers of {@link java.util.SplittableRandom} with the same seed, in a form that a loop over elements takes apart.
 *
 * <p>Source: G. L. Steele Jr., D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, with the
 * library's fixed increment; the mixing function is D. Stafford's variant 13.
 */
final class SplitMix {

    private static final long INCREMENT = 0x9e3779b97f4a7c15L;

    /** Multiple of which {@link #uniform} numbers are. */
    private static final double UNIT = 0x1p-53;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /** The next number, all 64-bit ones alike. */
    long next() {
        state += INCREMENT;
        return mixed(state);
    }

    private static long mixed(long state) {
        long bits = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    /** A number from 0 up to but without 1, each multiple of 2^-53 alike. */
    double uniform() {
        return (next() >>> 11) * UNIT;
    }

    /**
     * Goes through elements in order and draws as many as are needed, each set of that size alike; a number is taken for each
     * element until all or none of the rest are drawn. Whether an element is drawn is not foreseeable, so no jump depends on
     * it: a number below the share of those needed makes a difference whose sign is the answer. That difference is of whole numbers,
     * so that the draw before is waited for by nothing else.
     *
     * @param length elements, 1 to 64
     * @param left elements from the first of them on
     * @param needed of those left
     * @return the drawn ones, the first in the lowest bit
     */
    long select(int length, int left, int needed) {
        long at = state;
        long drawn = 0;
        int rest = left;
        int open = needed;
        int i = 0;
        for (; i < length && open > 0 && open < rest; i++) {
            at += INCREMENT;
            int whole = (int) ((mixed(at) >>> 11) * UNIT * rest);
            int bit = (whole - open) >>> 31;
            drawn |= (long) bit << i;
            open -= bit;
            rest--;
        }
        state = at;
        return i < length && open > 0 ? drawn | (-1L << i & -1L >>> -length) : drawn;
    }
}
