package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Which elements of a tensor are present (not zero), one bit each in row-major order.
 *
 * <p>Immutable. Counting is by whole words, so that a cost grows with the bits stored and not with the work they stand
 * for. A mask that was made full holds no bits at all.
 */
public final class Mask {

    private final int size;
    /** Null if every element is present. */
    private final long[] words;

    private Mask(int size, long[] words) {
        this.size = size;
        this.words = words;
    }

    /** The mask of {@code size} elements of which those that satisfy {@code present} are present. */
    public static Mask of(int size, IntPredicate present) {
        if (size < 0) {
            throw new IllegalArgumentException("size must be at least 0, was " + size);
        }
        long[] words = new long[(size + 63) >>> 6];
        for (int word = 0, i = 0; word < words.length; word++) {
            long bits = 0;
            for (int end = Math.min(size - i, 64) + i; i < end; i++) {
                bits |= present.test(i) ? 1L << i : 0;
            }
            words[word] = bits;
        }
        return new Mask(size, words);
    }

    /**
     * The mask of {@code size} elements given 64 at a time: element {@code 64 i + j} is present if bit {@code j} of word
     * {@code i} is set. Bits beyond the last element count for nothing.
     *
     * @param words asked for each word once, in order
     */
    public static Mask ofWords(int size, IntToLongFunction words) {
        if (size < 0) {
            throw new IllegalArgumentException("size must be at least 0, was " + size);
        }
        long[] all = new long[(size + 63) >>> 6];
        for (int word = 0; word < all.length; word++) {
            all[word] = words.applyAsLong(word);
        }
        return new Mask(size, trimmed(all, size));
    }

    /** Everything present. */
    public static Mask full(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("size must be at least 0, was " + size);
        }
        return new Mask(size, null);
    }

    /** Whether it was made full: every element is present. A mask of drawn bits may be full without knowing. */
    public boolean isFull() {
        return words == null;
    }

    /** Clears the bits of the last word that lie beyond {@code size}. */
    private static long[] trimmed(long[] words, int size) {
        if ((size & 63) != 0) {
            words[words.length - 1] &= -1L >>> -size;
        }
        return words;
    }

    /** The elements from {@code from} up to but without {@code to}, renumbered from 0. */
    public Mask slice(int from, int to) {
        requireRange(from, to);
        if (isFull()) {
            return full(to - from);
        }
        long[] part = new long[(to - from + 63) >>> 6];
        int first = from >>> 6;
        for (int i = 0; i < part.length; i++) {
            long low = words[first + i] >>> from;
            boolean crosses = (from & 63) != 0 && first + i + 1 < words.length;
            part[i] = crosses ? low | words[first + i + 1] << -from : low;
        }
        return new Mask(to - from, trimmed(part, to - from));
    }

    /** Elements, present or not. */
    public int size() {
        return size;
    }

    /** Whether element {@code index} is present. */
    public boolean get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index must be 0 to " + (size - 1) + ", was " + index);
        }
        return isFull() || ((words[index >>> 6] >>> index) & 1) != 0;
    }

    /** Whether {@code length} elements, at most 64, are present from {@code from} on: the first in the lowest bit. */
    public long bits(int from, int length) {
        requireRange(from, from + length);
        if (length < 1 || length > 64) {
            throw new IllegalArgumentException("length must be 1 to 64, was " + length);
        }
        if (isFull()) {
            return -1L >>> -length;
        }
        int first = from >>> 6;
        long bits = words[first] >>> from;
        if ((from & 63) + length > 64) {
            bits |= words[first + 1] << -from;
        }
        return bits & -1L >>> -length;
    }

    /** Elements present. */
    public int count() {
        return count(0, size);
    }

    /** Elements present from {@code from} up to but without {@code to}. */
    public int count(int from, int to) {
        requireRange(from, to);
        if (from == to || isFull()) {
            return to - from;
        }
        int first = from >>> 6;
        int last = (to - 1) >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            return Long.bitCount(words[first] & head & tail);
        }
        int count = Long.bitCount(words[first] & head) + Long.bitCount(words[last] & tail);
        for (int i = first + 1; i < last; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    private void requireRange(int from, int to) {
        if (from < 0 || to > size || from > to) {
            throw new IndexOutOfBoundsException(
                    RootLocale.format("range must lie in 0 to %d, was %d to %d", size, from, to));
        }
    }

    /** Index of the first element present at or after {@code from}; {@link #size()} if there is none. */
    public int next(int from) {
        if (from >= size || isFull()) {
            return Math.min(from, size);
        }
        int word = from >>> 6;
        long rest = words[word] & (-1L << from);
        while (rest == 0) {
            if (++word == words.length) {
                return size;
            }
            rest = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** Share of elements present, 0 to 1; 1 for an empty mask. */
    public double density() {
        return size == 0 ? 1 : (double) count() / size;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Mask mask) || mask.size != size) {
            return false;
        }
        boolean anyFull = isFull() || mask.isFull();
        return anyFull ? count() == size && mask.count() == size : Arrays.equals(mask.words, words);
    }

    @Override
    public int hashCode() {
        return 31 * size + count();
    }

    @Override
    public String toString() {
        return "Mask[" + count() + " of " + size + "]";
    }
}
