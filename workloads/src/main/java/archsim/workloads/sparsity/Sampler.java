package archsim.workloads.sparsity;

import archsim.base.RootLocale;

/** Goes through elements in order and says of each whether it is drawn, so that exactly the asked number is. */
final class Sampler {

    private final Selection selection;
    private int left;
    private int needed;

    /** To draw {@code count} of {@code size} elements, each set of that size alike. */
    Sampler(Selection selection, int size, int count) {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException(RootLocale.format("must draw 0 to %d elements, was %d", size, count));
        }
        this.selection = selection;
        this.left = size;
        this.needed = count;
    }

    /** Whether the next element is drawn; asked once for each. */
    boolean next() {
        boolean drawn = needed == left || (needed > 0 && selection.uniform() * left < needed);
        needed -= drawn ? 1 : 0;
        left--;
        return drawn;
    }

    /** Of the next {@code length} elements, 1 to 64, those that are drawn: the first in the lowest bit. */
    long next(int length) {
        long drawn = selection.select(length, left, needed);
        needed -= Long.bitCount(drawn);
        left -= length;
        return drawn;
    }

    /** Whether all elements were asked for. */
    boolean isDone() {
        return left == 0;
    }
}
