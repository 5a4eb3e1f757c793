package archsim.engine.dram;

import archsim.tables.DramStandard;
import java.util.Arrays;

/**
 * The open rows of a channel and the clock of the earliest command of each kind.
 *
 * <p>Commands are committed one burst at a time: {@link #bankReady} and {@link #groupReady} tell the earliest column command that no
 * constraint between commands forbids, and {@link #commit} books it together with the precharge and activate before it, one command a clock.
 * These two lie as early as they may once the burst has arrived, also before the present: the controller knew of the burst
 * by then.
 */
final class BankTimes {

    private static final int CLOSED = -1;
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private final CommandGaps gaps;
    private final int[] rankOf;
    private final int[] groupOf;
    private final int[] openRow;
    private final long[] activated;
    private final long[] activateFrom;
    private final long[] prechargeFrom;
    private final GroupTimes groups;
    private final CommandBus columnCommands = new CommandBus();
    private final CommandBus rowCommands;
    private long activates;

    BankTimes(DramStandard standard, CommandGaps gaps) {
        this.gaps = gaps;
        DramStandard.Geometry geometry = standard.geometry();
        int banks = geometry.ranks() * geometry.banks();
        rankOf = new int[banks];
        Arrays.setAll(rankOf, bank -> bank / geometry.banks());
        groupOf = new int[banks];
        Arrays.setAll(groupOf, bank -> bank / geometry.banksPerGroup());
        openRow = new int[banks];
        Arrays.fill(openRow, CLOSED);
        activated = longAgo(banks);
        activateFrom = longAgo(banks);
        prechargeFrom = longAgo(banks);
        groups = new GroupTimes(standard, gaps);
        rowCommands = geometry.separateRowCommands() ? new CommandBus() : columnCommands;
    }

    static long[] longAgo(int length) {
        long[] clocks = new long[length];
        Arrays.fill(clocks, LONG_AGO);
        return clocks;
    }

    boolean isOpen(int bank, int row) {
        return openRow[bank] == row;
    }

    boolean hasOpenRow(int bank) {
        return openRow[bank] != CLOSED;
    }

    /** The open row of a bank that has one. */
    int openRow(int bank) {
        return openRow[bank];
    }

    int rankOf(int bank) {
        return rankOf[bank];
    }

    long activates() {
        return activates;
    }

    /** When the row of {@code bank} was last opened. */
    long activated(int bank) {
        return activated[bank];
    }

    /** What a burst waits for outside of its bank. */
    int kind(int bank, int row, boolean write) {
        return GroupTimes.kind(groupOf[bank], write, isOpen(bank, row));
    }

    /** Clock of the earliest column command of a {@link #kind}, as far as other banks decide. */
    long groupReady(int kind) {
        return groups.columnFrom(kind);
    }

    /**
     * Clock of the earliest column command of a burst that arrived at clock {@code arrival}, as far as its own bank decides;
     * holds until the next commit or refresh of the bank.
     */
    long bankReady(int bank, int row, boolean write, long arrival) {
        long opened = isOpen(bank, row) ? activated[bank] : closed(bank, arrival);
        return Math.max(arrival, opened + (write ? gaps.activateToWrite : gaps.activateToRead));
    }

    private long closed(int bank, long arrival) {
        return hasOpenRow(bank)
                ? Math.max(arrival, prechargeFrom[bank]) + gaps.precharge
                : Math.max(arrival, activateFrom[bank]);
    }

    /** Books a burst that arrived at clock {@code arrival}, not before {@code now}; returns the clock of its column command. */
    long commit(int bank, int row, boolean write, long arrival, long now) {
        if (!isOpen(bank, row)) {
            open(bank, row, arrival);
        }
        int group = groupOf[bank];
        long ready = Math.max(bankReady(bank, row, write, arrival), groupReady(GroupTimes.kind(group, write, true)));
        long column = columnCommands.take(Math.max(now, ready));
        move(bank, write, column);
        return column;
    }

    private void open(int bank, int row, long arrival) {
        long closed = hasOpenRow(bank)
                ? rowCommands.take(Math.max(arrival, prechargeFrom[bank])) + gaps.precharge
                : closed(bank, arrival);
        activate(bank, row, rowCommands.take(Math.max(closed, groups.activateFrom(groupOf[bank]))));
    }

    /** The earliest clock of the next command that a burst needs: its bank's precharge or activate, or its own. */
    long commandFrom(int bank, int row, boolean write) {
        if (isOpen(bank, row)) {
            return Math.max(
                    activated[bank] + (write ? gaps.activateToWrite : gaps.activateToRead),
                    groupReady(GroupTimes.kind(groupOf[bank], write, true)));
        }
        return hasOpenRow(bank)
                ? prechargeFrom[bank]
                : Math.max(activateFrom[bank], groups.activateFrom(groupOf[bank]));
    }

    /** Closes the row of {@code bank} at {@code clock}. */
    void precharge(int bank, long clock) {
        openRow[bank] = CLOSED;
        activateFrom[bank] = clock + gaps.precharge;
    }

    /** Opens a row of {@code bank}, which has none open, at {@code clock}. */
    void activate(int bank, int row, long clock) {
        openRow[bank] = row;
        activated[bank] = clock;
        prechargeFrom[bank] = clock + gaps.activateToPrecharge;
        groups.activated(groupOf[bank], clock);
        activates++;
    }

    /** Reads from or writes to the open row of {@code bank} at {@code clock}. */
    void move(int bank, boolean write, long clock) {
        groups.moved(groupOf[bank], write, clock);
        int recovery = write ? gaps.writeToPrecharge : gaps.readToPrecharge;
        prechargeFrom[bank] = Math.max(prechargeFrom[bank], clock + recovery);
    }

    /** Closes {@code banks} from {@code firstBank} on and returns when they are closed, not before {@code due}. */
    long close(int firstBank, int banks, long due) {
        long begin = due;
        for (int bank = firstBank; bank < firstBank + banks; bank++) {
            begin = Math.max(begin, closed(bank, LONG_AGO));
        }
        Arrays.fill(openRow, firstBank, firstBank + banks, CLOSED);
        Arrays.fill(activateFrom, firstBank, firstBank + banks, begin);
        return begin;
    }

    /**
     * Closes {@code banks} from {@code firstBank} on for a refresh and returns when it begins: when it is due, or once the
     * bursts that are booked already and the refresh before it have ended.
     */
    long refresh(int firstBank, int banks, long due) {
        long begin = close(firstBank, banks, due);
        Arrays.fill(activateFrom, firstBank, firstBank + banks, begin + gaps.refresh);
        return begin;
    }
}
