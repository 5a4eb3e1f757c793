package archsim.engine.machines.scnn;

/**
 * Products by bank as counts of four bits: banks 0 to 15 in the first word of a step, the others in the second.
 *
 * <p>Counts end at {@link #MOST}, which stands for as many or more.
 */
final class StepCounts extends StepRows {

    static final int BANKS_PER_WORD = 16;
    static final long ONES = 0x1111_1111_1111_1111L;

    /** As many products of a step, or more, go to one bank. */
    static final int MOST = 8;

    private static final long EIGHTS = ONES << 3;
    private static final long SEVENS = 7 * ONES;

    StepCounts(ScnnLayer layer, PlainBankQueues plain) {
        super(layer, plain);
    }

    @Override
    void addProduct(long[] words, int at, int bank) {
        int word = at + bank / BANKS_PER_WORD;
        words[word] = sum(words[word], 1L << (4 * (bank % BANKS_PER_WORD)));
    }

    /** For these banks every kind stands for itself, so that nothing is turned. */
    @Override
    void join(long[] words, int at, int length, int lower, int lowerTurn, int upper, int upperTurn) {
        for (int i = 0; i < length; i++) {
            words[at + i] = sum(words[lower + i], words[upper + i]);
        }
    }

    /** Sevens at most are added, which four bits hold; what then has reached eight, or had before, becomes eight. */
    private static long sum(long counts, long more) {
        long sum = (counts & SEVENS) + (more & SEVENS);
        long full = (sum | counts | more) & EIGHTS;
        return (sum & ~((full >>> 3) * 15)) | full;
    }
}
