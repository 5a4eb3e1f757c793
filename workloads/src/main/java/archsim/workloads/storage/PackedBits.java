package archsim.workloads.storage;

import archsim.base.RootLocale;
import java.util.Arrays;

/** Fields of bits, one right behind the other. Immutable. */
public final class PackedBits {

    private final long[] words;
    private final long size;

    private PackedBits(long[] words, long size) {
        this.words = words;
        this.size = size;
    }

    /** Bits. */
    public long size() {
        return size;
    }

    /** The field of {@code width} bits, 0 to 32, that starts at bit {@code offset}. */
    public long field(long offset, int width) {
        if (offset < 0 || width < 0 || width > 32 || offset + width > size) {
            throw new IndexOutOfBoundsException(
                    RootLocale.format("field must lie in %d bits, was %d bits at %d", size, width, offset));
        }
        if (width == 0) {
            return 0;
        }
        int word = (int) (offset >>> 6);
        int shift = (int) offset & 63;
        long field = words[word] >>> shift;
        if (shift + width > 64) {
            field |= words[word + 1] << (64 - shift);
        }
        return field & ((1L << width) - 1);
    }

    /** Appends fields. */
    static final class Writer {

        private long[] words = new long[16];
        private long size;

        /** Appends the lower {@code width} bits, 0 to 32, of {@code field}, the others being zero. */
        void append(long field, int width) {
            set(reserve(width), field, width);
        }

        /** Appends an entry of two fields, the lower bits first. */
        void append(long first, int firstWidth, long second, int secondWidth) {
            append(first, firstWidth);
            append(second, secondWidth);
        }

        /** Appends {@code width} zeros for {@link #set}, and returns where they start. */
        long reserve(long width) {
            long start = size;
            size += width;
            int needed = (int) (size >>> 6) + 2;
            if (needed > words.length) {
                words = Arrays.copyOf(words, Math.max(needed, words.length * 2));
            }
            return start;
        }

        /** Writes over zeros. */
        void set(long start, long field, int width) {
            if (width < 0 || width > 32 || field >>> width != 0) {
                throw new IllegalArgumentException(RootLocale.format("%d does not fit %d bits", field, width));
            }
            int word = (int) (start >>> 6);
            int shift = (int) start & 63;
            words[word] |= field << shift;
            if (shift + width > 64) {
                words[word + 1] |= field >>> (64 - shift);
            }
        }

        PackedBits packed() {
            return new PackedBits(Arrays.copyOf(words, (int) ((size + 63) >>> 6)), size);
        }
    }

    /** Reads fields in order. */
    static final class Reader {

        private final PackedBits bits;
        private long offset;

        Reader(PackedBits bits) {
            this.bits = bits;
        }

        long next(int width) {
            long field = bits.field(offset, width);
            offset += width;
            return field;
        }

        boolean hasNext() {
            return offset < bits.size;
        }
    }
}
