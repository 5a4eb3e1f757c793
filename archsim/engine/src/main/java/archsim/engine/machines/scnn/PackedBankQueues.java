package archsim.engine.machines.scnn;

import java.nio.LongBuffer;

/**
 * Up to 32 banks as 32 counts of four bits in two words, so that a step takes a few additions and shifts.
 *
 * <p>Steps that crowd a bank go the plain way, so four bits never overflow: at most 7 products wait, a step adds at most
 * 7, one of which is summed at once, and the test for full queues adds what 7 exceeds their depth by.
 */
final class PackedBankQueues implements BankQueues {

    private static final int MOST_WAITING = 7;
    private static final long ONES = StepCounts.ONES;
    private static final long EIGHTS = ONES << 3;

    private final PlainBankQueues plain;
    private final StepCounts products;
    private final long belowFull;
    private final long[] low;
    private final long[] high;

    PackedBankQueues(ScnnLayer layer, PlainBankQueues plain) {
        this.plain = plain;
        products = new StepCounts(layer, plain);
        belowFull = (MOST_WAITING - layer.scnn().queueDepth()) * ONES;
        low = new long[layer.elements()];
        high = new long[low.length];
    }

    static boolean fits(Scnn scnn) {
        return scnn.accumulatorBanks() <= StepRows.MOST_BANKS && scnn.queueDepth() <= MOST_WAITING;
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to) {
        plain.broadcast(weights, firstFilter, channel, from, to);
        products.broadcast(weights, from, to);
    }

    @Override
    public long pass(int element, int[] bricks, int from, int to) {
        long cycles = 0;
        for (int i = from; i < to; i++) {
            cycles += pass(element, bricks[i]);
        }
        return cycles;
    }

    private long pass(int element, int brick) {
        int row = products.row(brick);
        long[] words = products.words();
        int end = row + 2 * products.steps();
        long near = low[element];
        long far = high[element];
        long waits = 0;
        for (int i = row; i < end; i += 2) {
            if (((words[i] | words[i + 1]) & EIGHTS) != 0) {
                low[element] = near;
                high[element] = far;
                waits += crowd(element, brick, (i - row) / 2);
                near = low[element];
                far = high[element];
                continue;
            }
            near = summed(near + words[i]);
            far = summed(far + words[i + 1]);
            while ((((near + belowFull) | (far + belowFull)) & EIGHTS) != 0) {
                near = summed(near);
                far = summed(far);
                waits++;
            }
        }
        low[element] = near;
        high[element] = far;
        return products.steps() + waits;
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

    @Override
    public LongBuffer queued() {
        return LongBuffer.allocate(2 * low.length).put(low).put(high).flip();
    }

    @Override
    public void requeue(LongBuffer queued) {
        queued.get(0, low).get(low.length, high);
    }

    /** A step that sends {@link StepCounts#MOST} products to one bank. Returns the cycles that it takes beyond one. */
    private long crowd(int element, int brick, int step) {
        int[] waiting = plain.waiting(element);
        for (int bank = 0; bank < waiting.length; bank++) {
            long word = bank < StepCounts.BANKS_PER_WORD ? low[element] : high[element];
            waiting[bank] = (int) (word >>> shift(bank)) & 15;
        }
        long waits = plain.step(element, brick, step) - 1;
        low[element] = 0;
        high[element] = 0;
        for (int bank = 0; bank < waiting.length; bank++) {
            long count = (long) waiting[bank] << shift(bank);
            if (bank < StepCounts.BANKS_PER_WORD) {
                low[element] |= count;
            } else {
                high[element] |= count;
            }
        }
        return waits;
    }

    private static int shift(int bank) {
        return 4 * (bank % StepCounts.BANKS_PER_WORD);
    }
}
