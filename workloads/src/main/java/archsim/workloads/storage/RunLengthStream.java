package archsim.workloads.storage;

import archsim.base.RootLocale;
import archsim.workloads.Mask;

/**
 * Where the rows of an activation tensor lie in one stream of Eyeriss's run-length code.
 *
 * <p>The code is that of {@link RunLength}: words of three entries, a 5-bit run of zeros and a value each, and one bit.
 * Rows share words with their neighbours, so reading a row takes the words that hold part of it.
 */
public final class RunLengthStream {

    private static final ZeroRuns RUNS = RunLength.RUNS;
    private static final int ENTRIES_PER_WORD = RunLength.ENTRIES_PER_WORD;

    private final int[] entriesBefore;
    private final int valueBits;

    /**
     * Codes a tensor.
     *
     * @param present elements that are not zero
     * @param rowElements elements of a row; divides the elements of the mask
     * @param valueBits width of a value
     */
    public RunLengthStream(Mask present, int rowElements, int valueBits) {
        if (rowElements < 1 || present.size() % rowElements != 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a row must have a whole part of the %d elements, was %d", present.size(), rowElements));
        }
        this.valueBits = valueBits;
        entriesBefore = new int[present.size() / rowElements + 1];
        int before = -1;
        for (int i = present.next(0); i < present.size(); i = present.next(i + 1)) {
            entriesBefore[i / rowElements + 1] += 1 + RUNS.fillers(i - before - 1);
            before = i;
        }
        for (int row = 1; row < entriesBefore.length; row++) {
            entriesBefore[row] += entriesBefore[row - 1];
        }
    }

    private long wordBits() {
        return ENTRIES_PER_WORD * (long) (RUNS.bits() + valueBits) + 1;
    }

    /** First bit of the word in which {@code row} begins. */
    public long startBit(int row) {
        return entriesBefore[row] / ENTRIES_PER_WORD * wordBits();
    }

    /** One past the last bit of the word in which the row before {@code row} ends. */
    public long endBit(int row) {
        return (entriesBefore[row] + ENTRIES_PER_WORD - 1) / ENTRIES_PER_WORD * wordBits();
    }

    /** Bits of the whole stream. */
    public long bits() {
        return endBit(entriesBefore.length - 1);
    }

    /**
     * Bits that a tensor takes whose zeros lie at random, as its stream is expected to be long.
     *
     * @param elements of the tensor
     * @param density share that is not zero, 0 to 1
     * @param valueBits width of a value
     */
    public static long expectedBits(long elements, double density, int valueBits) {
        double values = elements * density;
        double longRun = Math.pow(1 - density, RUNS.longest() + 1);
        double entries = values == 0 ? 0 : values + values * longRun / (1 - longRun);
        long words = (long) Math.ceil(entries / ENTRIES_PER_WORD);
        return words * (ENTRIES_PER_WORD * (long) (RUNS.bits() + valueBits) + 1);
    }
}
