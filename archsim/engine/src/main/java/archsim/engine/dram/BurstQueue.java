package archsim.engine.dram;

import java.util.Arrays;

/**
 * Bursts that wait in a channel: a list for each bank, in the order of arrival.
 *
 * <p>The scheduler sees the first few of each bank; the bursts behind them share a limited number of entries. Entries are
 * numbers into arrays, so that nothing is allocated.
 */
final class BurstQueue {

    /** No entry. */
    static final int NONE = -1;

    /** Rows of a bank are counted by their last bits. */
    private static final int ROW_CLASSES = 256;

    private final int bankEntries;
    private final int sharedEntries;
    private final int[] head;
    private final int[] tail;
    private final int[] length;
    /** Bursts by bank and class of their row: where there is none, no burst is to an open row of that class. */
    private final short[] ofClass;

    private int shared;
    private long arrivals;

    private final int[] next;
    private final int[] row;
    private final boolean[] write;
    private final int[] stream;
    private final long[] argument;
    private final long[] arrival;
    private final long[] order;
    private int free;

    /**
     * @param bankEntries bursts of one bank that the scheduler sees
     * @param sharedEntries bursts that may wait behind them, of all banks together
     */
    BurstQueue(int banks, int bankEntries, int sharedEntries) {
        this.bankEntries = bankEntries;
        this.sharedEntries = sharedEntries;
        head = new int[banks];
        tail = new int[banks];
        Arrays.fill(head, NONE);
        Arrays.fill(tail, NONE);
        length = new int[banks];
        ofClass = new short[banks * ROW_CLASSES];
        int entries = banks * bankEntries + sharedEntries;
        next = new int[entries];
        Arrays.setAll(next, entry -> entry + 1 == entries ? NONE : entry + 1);
        row = new int[entries];
        write = new boolean[entries];
        stream = new int[entries];
        argument = new long[entries];
        arrival = new long[entries];
        order = new long[entries];
    }

    /** Whether a burst of any bank can be taken in. */
    boolean hasRoom() {
        return shared < sharedEntries;
    }

    /** Takes a burst in, behind all others of its bank, and returns its entry. */
    int add(int bank, int itsRow, boolean isWrite, int itsStream, long itsArgument, long clock) {
        int entry = free;
        free = next[entry];
        next[entry] = NONE;
        row[entry] = itsRow;
        write[entry] = isWrite;
        stream[entry] = itsStream;
        argument[entry] = itsArgument;
        arrival[entry] = clock;
        order[entry] = arrivals++;
        if (length[bank]++ == 0) {
            head[bank] = entry;
        } else {
            next[tail[bank]] = entry;
        }
        tail[bank] = entry;
        ofClass[rowClass(bank, itsRow)]++;
        shared += length[bank] > bankEntries ? 1 : 0;
        return entry;
    }

    private static int rowClass(int bank, int row) {
        return bank * ROW_CLASSES + (row & (ROW_CLASSES - 1));
    }

    /** Frees an entry of {@code bank}. */
    void remove(int bank, int entry) {
        int before = NONE;
        for (int at = head[bank]; at != entry; at = next[at]) {
            before = at;
        }
        if (before == NONE) {
            head[bank] = next[entry];
        } else {
            next[before] = next[entry];
        }
        if (tail[bank] == entry) {
            tail[bank] = before;
        }
        ofClass[rowClass(bank, row[entry])]--;
        shared -= length[bank] > bankEntries ? 1 : 0;
        length[bank]--;
        next[entry] = free;
        free = entry;
    }

    /**
     * The burst of {@code bank} that should go first: the oldest one to the open row in the direction of the bus, else the
     * oldest one to the open row, else the oldest.
     */
    int first(int bank, BankTimes banks, boolean busWrites) {
        if (!mayHit(bank, banks)) {
            return head[bank];
        }
        int hit = NONE;
        int seen = 0;
        for (int entry = head[bank]; entry != NONE && seen < bankEntries; entry = next[entry]) {
            if (banks.isOpen(bank, row[entry])) {
                if (write[entry] == busWrites) {
                    return entry;
                }
                hit = hit == NONE ? entry : hit;
            }
            seen++;
        }
        return hit == NONE ? head[bank] : hit;
    }

    /** Whether a burst may be to the open row: none is, if its class is empty. */
    private boolean mayHit(int bank, BankTimes banks) {
        return banks.isOpen(bank, row[head[bank]])
                || (banks.hasOpenRow(bank) && ofClass[rowClass(bank, banks.openRow(bank))] > 0);
    }

    /** The burst of {@code bank} that waits longest. */
    int oldest(int bank) {
        return head[bank];
    }

    /** Bursts of {@code bank}. */
    int length(int bank) {
        return length[bank];
    }

    /** Whether the scheduler sees all bursts of {@code bank}. */
    boolean isAllSeen(int bank) {
        return length[bank] <= bankEntries;
    }

    /** Bursts that have ever been added. */
    long arrivals() {
        return arrivals;
    }

    int row(int entry) {
        return row[entry];
    }

    boolean write(int entry) {
        return write[entry];
    }

    int stream(int entry) {
        return stream[entry];
    }

    long argument(int entry) {
        return argument[entry];
    }

    long arrival(int entry) {
        return arrival[entry];
    }

    /** Rises by one with each arrival. */
    long order(int entry) {
        return order[entry];
    }
}
