package archsim.engine.dram;

/**
 * For each bank with waiting bursts, the one that would go next, and what it waits for.
 *
 * <p>The choice among banks is the hot loop of a channel: a bank's time is the later of two numbers, and the first, oldest
 * one is the least of one number each. Banks lie densely, in no order that matters.
 */
final class Candidates {

    private static final int PLACE_BITS = 12;
    private static final int TAG_BITS = 48;
    private static final long LONGEST_WAIT = (1L << (Long.SIZE - 1 - TAG_BITS)) - 1;

    private final BurstQueue queue;
    private final BankTimes banks;
    private final int[] placeOf;
    private final int[] bankAt;
    private final int[] entry;
    private final int[] kind;
    private final long[] ready;
    /** Order of arrival, then the place itself. */
    private final long[] tag;

    private int count;
    private boolean busWrites;

    Candidates(BurstQueue queue, BankTimes banks, int bankCount) {
        this.queue = queue;
        this.banks = banks;
        placeOf = new int[bankCount];
        bankAt = new int[bankCount];
        entry = new int[bankCount];
        kind = new int[bankCount];
        ready = new long[bankCount];
        tag = new long[bankCount];
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The burst of {@code bank} that would go next. */
    int entry(int bank) {
        return entry[placeOf[bank]];
    }

    /** Considers {@code added}, which has just joined the queue of {@code bank}. */
    void added(int bank, int added) {
        if (queue.length(bank) == 1) {
            placeOf[bank] = count;
            bankAt[count] = bank;
            set(count++, bank, added);
        } else if (banks.isOpen(bank, queue.row(added)) && queue.isAllSeen(bank)) {
            update(bank);
        }
    }

    /** Looks at {@code bank} again, one of whose bursts has left or whose row was closed. */
    void update(int bank) {
        int place = placeOf[bank];
        if (queue.length(bank) > 0) {
            set(place, bank, queue.first(bank, banks, busWrites));
        } else if (place != --count) {
            bankAt[place] = bankAt[count];
            placeOf[bankAt[place]] = place;
            entry[place] = entry[count];
            kind[place] = kind[count];
            ready[place] = ready[count];
            tag[place] = tag(entry[place], place);
        }
    }

    /** Looks again at the banks from {@code first} on whose rows a refresh has closed. */
    void refreshed(int first, int bankCount) {
        for (int bank = first; bank < first + bankCount; bank++) {
            if (queue.length(bank) > 0) {
                update(bank);
            }
        }
    }

    /** Turns the data bus around. */
    void turn(boolean toWrites) {
        busWrites = toWrites;
        for (int place = 0; place < count; place++) {
            update(bankAt[place]);
        }
    }

    private void set(int place, int bank, int chosen) {
        int row = queue.row(chosen);
        boolean write = queue.write(chosen);
        entry[place] = chosen;
        kind[place] = banks.kind(bank, row, write);
        ready[place] = banks.bankReady(bank, row, write, queue.arrival(chosen));
        tag[place] = tag(chosen, place);
    }

    private long tag(int chosen, int place) {
        return ((queue.order(chosen) << PLACE_BITS) | place) & ((1L << TAG_BITS) - 1);
    }

    /**
     * The bank whose candidate can go first; of several, the one whose candidate is oldest.
     *
     * @param now when the data bus is free; no candidate is ready before
     */
    int firstReady(long now) {
        long least = Long.MAX_VALUE;
        for (int place = 0; place < count; place++) {
            long wait = larger(ready[place], banks.groupReady(kind[place])) - now;
            long rank = ((wait > LONGEST_WAIT ? LONGEST_WAIT : wait) << TAG_BITS) | tag[place];
            least -= larger(least - rank, 0);
        }
        return bankAt[(int) least & ((1 << PLACE_BITS) - 1)];
    }

    /** Without a branch: which of two clocks is later cannot be predicted. */
    private static long larger(long a, long b) {
        long less = a - b;
        return a - (less & (less >> (Long.SIZE - 1)));
    }

    /** The bank whose oldest burst is the oldest of all. */
    int oldest() {
        int oldest = bankAt[0];
        for (int place = 1; place < count; place++) {
            int bank = bankAt[place];
            if (queue.order(queue.oldest(bank)) < queue.order(queue.oldest(oldest))) {
                oldest = bank;
            }
        }
        return oldest;
    }
}
