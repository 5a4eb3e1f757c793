package archsim.validation.machine;

import archsim.workloads.Mask;

/**
 * The random operands of STONNE's runs: {@code rand()} of the GNU C library from seed 1.
 *
 * <p>The generator is the library's additive feedback of 31 words, {@code x[i] = x[i - 31] + x[i - 3] mod 2^32}, of which
 * the upper 31 bits are drawn. Its words start from a linear congruential sequence, and 310 draws are thrown away. Source:
 * the library's manual and its published analyses.
 */
final class StonneRandom {

    private static final int WORDS = 31;
    private static final int TAP = 3;
    private static final int WARM_UP = 310;

    private final int[] words = new int[WORDS];
    private int at = TAP;

    StonneRandom() {
        long word = 1;
        for (int i = 0; i < WORDS; i++) {
            words[i] = (int) word;
            word = 16_807 * word % Integer.MAX_VALUE;
        }
        for (int i = 0; i < WARM_UP; i++) {
            next();
        }
    }

    /** The next number, 0 to 2^31 - 1. */
    int next() {
        words[at] += words[(at + WORDS - TAP) % WORDS];
        int drawn = words[at] >>> 1;
        at = (at + 1) % WORDS;
        return drawn;
    }

    /**
     * Draws a matrix, element by element: a zero if a number's last two decimal digits are at most {@code percent}, or else
     * a value, which takes a number more.
     *
     * @return its elements that are not zero, row by row
     */
    Mask matrix(int rows, int columns, int percent) {
        return Mask.of(Math.multiplyExact(rows, columns), i -> {
            boolean present = next() % 100 > percent;
            if (present) {
                next();
            }
            return present;
        });
    }
}
