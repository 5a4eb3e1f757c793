package archsim.workloads.imports.checkpoint;

import java.nio.ByteBuffer;

/**
 * Unsigned fields of 1 to 8 bits in little-endian words of 32, the first in the lowest bits.
 *
 * @param data the words
 * @param bits of a field
 * @param fieldsPerWord as many as fit whole, or 0 if fields go on from one word to the next
 */
record BitFields(ByteBuffer data, int bits, int fieldsPerWord) {

    static final int WORD = 32;

    /** Fields without gaps. */
    static BitFields dense(ByteBuffer data, int bits) {
        return new BitFields(data, bits, WORD % bits == 0 ? WORD / bits : 0);
    }

    /** Words that {@code fields} take. */
    static long words(long fields, int bits, boolean dense) {
        return dense ? (fields * bits + WORD - 1) / WORD : (fields - 1) / (WORD / bits) + 1;
    }

    /** Field {@code index} of those that start at {@code word}. */
    int get(long word, int index) {
        long bit = fieldsPerWord == 0
                ? (long) index * bits
                : (long) (index / fieldsPerWord) * WORD + (long) (index % fieldsPerWord) * bits;
        long first = word * WORD + bit;
        int at = (int) (first >>> 3);
        int shift = (int) (first & 7);
        int pair = Byte.toUnsignedInt(data.get(at));
        if (shift + bits > Byte.SIZE) {
            pair |= Byte.toUnsignedInt(data.get(at + 1)) << Byte.SIZE;
        }
        return pair >>> shift & (1 << bits) - 1;
    }
}
