package archsim.workloads.dataset;

import java.util.SplittableRandom;

/** Random numbers of one image: the same on every machine for the same seed. */
final class Draws {

    private final SplittableRandom random;

    /** Those of one image of a data set; {@code image} is a number that no other of its images has. */
    Draws(long seed, long image) {
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() + image);
    }

    /** From {@code low} up to but without {@code high}, each alike. */
    double between(double low, double high) {
        return low + (high - low) * (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** True once in {@code 1 / probability} times. */
    boolean happens(double probability) {
        return between(0, 1) < probability;
    }

    /** A whole number from 0 up to but without {@code bound}. */
    int below(int bound) {
        return (int) between(0, bound);
    }
}
