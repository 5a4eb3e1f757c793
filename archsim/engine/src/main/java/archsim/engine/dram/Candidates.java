package archsim.engine.dram;

/**
 * For each bank with waiting bursts, the one that would go next, and what it waits for.
 *
 * <p>The choice among banks is the hot loop of a channel: a bank's time is the later of two numbers, and the first, oldest
 * one is the least of one number each. Banks lie densely, in no order that matters.
 */
final class Candidates {

    private static final int PLACE_BITS = 12;
    private static final int AGE_BITS = 20;
    private static final long OLDEST_AGE = (1L << AGE_BITS) - 1;

    private final BurstQueue queue;
    private final BankTimes banks;
    private final int[] placeOf;
    private final int[] bankAt;
    private final int[] entry;
    private final int[] kind;
    private final long[] ready;
    private final long[] order;
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
        order = new long[bankCount];
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

    /** Looks at {@code bank} anew, after one of its bursts has left or its row was closed. */
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
            order[place] = order[count];
        }
    }

    /** Looks at the banks from {@code first} on anew whose rows a refresh has closed. */
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
        order[place] = queue.order(chosen);
    }

    /** The bank whose candidate can go first, at {@code now} or later; of several, the one whose candidate is oldest. */
    int firstReady(long now) {
        long youngest = queue.arrivals() - OLDEST_AGE;
        long least = Long.MAX_VALUE;
        for (int place = 0; place < count; place++) {
            long wait = Math.max(now, Math.max(ready[place], banks.groupReady(kind[place]))) - now;
            long youth = Math.max(0, order[place] - youngest);
            least = Math.min(least, (wait << AGE_BITS | youth) << PLACE_BITS | place);
        }
        return bankAt[(int) least & (1 << PLACE_BITS) - 1];
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
