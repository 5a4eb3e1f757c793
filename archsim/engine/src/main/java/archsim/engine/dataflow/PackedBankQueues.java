package archsim.engine.dataflow;

/**
 * Up to 32 banks as 32 counts of four bits in two words, so that a step takes a few additions and shifts.
 *
 * <p>Vectors that crowd a bank go the plain way, so four bits never overflow: at most 7 products wait, each half of a
 * vector adds at most {@link StepProducts#MOST_OF_HALF}, and the test for full queues adds what 7 exceeds their depth by.
 */
final class PackedBankQueues implements BankQueues {

    private static final int MOST_WAITING = 7;
    private static final long ONES = StepProducts.ONES;
    private static final long EIGHTS = ONES << 3;

    private final PlainBankQueues plain;
    private final StepProducts products;
    private final long belowFull;
    private final long[] low;
    private final long[] high;

    PackedBankQueues(ScnnLayer layer, PlainBankQueues plain) {
        this.plain = plain;
        products = new StepProducts(layer, plain);
        belowFull = (MOST_WAITING - layer.scnn().queueDepth()) * ONES;
        low = new long[layer.machine().peArray().size()];
        high = new long[low.length];
    }

    static boolean fits(Scnn scnn) {
        return scnn.accumulatorBanks() <= StepProducts.MOST_BANKS
                && scnn.queueDepth() <= MOST_WAITING
                && scnn.weightsPerCycle() <= MOST_WAITING;
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to) {
        plain.broadcast(weights, firstFilter, channel, from, to);
        products.broadcast(weights, from, to);
    }

    @Override
    public long pass(int element, int lowerHalf, int upperHalf) {
        int lower = products.row(lowerHalf);
        int upper = products.row(upperHalf);
        return products.isCrowded(lowerHalf) || products.isCrowded(upperHalf)
                ? passPlainly(element, lowerHalf, upperHalf)
                : passRows(element, lower, upper);
    }

    private long passRows(int element, int lower, int upper) {
        long[] words = products.words();
        int steps = products.steps();
        long near = low[element];
        long far = high[element];
        long waits = 0;
        for (int i = 0; i < 2 * steps; i += 2) {
            near = summed(near + words[lower + i] + words[upper + i]);
            far = summed(far + words[lower + i + 1] + words[upper + i + 1]);
            while ((((near + belowFull) | (far + belowFull)) & EIGHTS) != 0) {
                near = summed(near);
                far = summed(far);
                waits++;
            }
        }
        low[element] = near;
        high[element] = far;
        return steps + waits;
    }

    /** One less in each count that is not 0. */
    private static long summed(long counts) {
        long pairs = counts | (counts >>> 1);
        return counts - ((pairs | (pairs >>> 2)) & ONES);
    }

    @Override
    public long drain(int element) {
        long cycles = 0;
        for (; (low[element] | high[element]) != 0; cycles++) {
            low[element] = summed(low[element]);
            high[element] = summed(high[element]);
        }
        return cycles;
    }

    private long passPlainly(int element, int lowerHalf, int upperHalf) {
        int[] waiting = plain.waiting(element);
        for (int bank = 0; bank < waiting.length; bank++) {
            long word = bank < StepProducts.BANKS_PER_WORD ? low[element] : high[element];
            waiting[bank] = (int) (word >>> shift(bank)) & 15;
        }
        long cycles = plain.pass(element, lowerHalf, upperHalf);
        low[element] = 0;
        high[element] = 0;
        for (int bank = 0; bank < waiting.length; bank++) {
            long count = (long) waiting[bank] << shift(bank);
            if (bank < StepProducts.BANKS_PER_WORD) {
                low[element] |= count;
            } else {
                high[element] |= count;
            }
        }
        return cycles;
    }

    private static int shift(int bank) {
        return 4 * (bank % StepProducts.BANKS_PER_WORD);
    }
}
