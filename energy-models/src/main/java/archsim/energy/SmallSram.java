package archsim.energy;

import archsim.base.RootLocale;
import archsim.tables.ArithmeticTable;
import archsim.tables.OutOfRangeException;

/**
 * The smallest SRAM of the tables that holds a register file of more than {@value
 * archsim.tables.ArithmeticTable#MOST_REGISTER_WORDS} words.
 *
 * @param words of the register file
 */
record SmallSram(int words, int capacityBytes, int wordBits) {

    private static final int LEAST_BYTES = 512;
    private static final int LEAST_WORD_BITS = 16;

    /**
     * What holds {@code words} of {@code wordBits}.
     *
     * @throws OutOfRangeException if no array has as many bytes
     */
    static SmallSram of(int words, int wordBits) {
        long bytes = ((long) words * wordBits + 7) / 8;
        if (bytes > Integer.MAX_VALUE) {
            throw new OutOfRangeException("register file must have at most %d bytes, was %d", Integer.MAX_VALUE, bytes);
        }
        return new SmallSram(words, (int) Math.max(LEAST_BYTES, bytes), Math.max(LEAST_WORD_BITS, wordBits));
    }

    /** How a figure of the SRAM is one of the register file. */
    String how() {
        return RootLocale.format(
                "an SRAM of %d B for a register file of %d words, more than the %d of flip-flops",
                capacityBytes, words, ArithmeticTable.MOST_REGISTER_WORDS);
    }
}
