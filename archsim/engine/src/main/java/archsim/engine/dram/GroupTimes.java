package archsim.engine.dram;

import archsim.tables.DramStandard;
import java.util.Arrays;

/**
 * When each bank group of a channel may have its next command, as far as other commands to the channel decide: tCCD, tWTR,
 * tRRD, tFAW, the data bus and its change of rank or direction.
 *
 * <p>What a burst waits for is one of four kinds in a group, by direction and by whether its row is open; the earliest
 * column command of each kind lies ready in one table.
 */
final class GroupTimes {

    private static final int OPEN = 1;
    private static final int WRITE = 2;
    private static final int KINDS = 4;

    private final CommandGaps gaps;
    private final int groups;
    private final int groupsPerRank;
    private final int[] rankOf;
    private final ActivateWindow[] windows;
    private final long[] activateFrom;
    private final long[] columnFrom;
    /** Clocks to the next read of a group, by the group and direction of the command before. */
    private final int[] gapToRead;

    private final int[] gapToWrite;

    GroupTimes(DramStandard standard, CommandGaps gaps) {
        this.gaps = gaps;
        DramStandard.Geometry geometry = standard.geometry();
        groupsPerRank = geometry.bankGroups();
        groups = geometry.ranks() * groupsPerRank;
        rankOf = new int[groups];
        Arrays.setAll(rankOf, group -> group / groupsPerRank);
        windows = new ActivateWindow[geometry.ranks()];
        Arrays.setAll(windows, rank -> new ActivateWindow(gaps));
        activateFrom = BankTimes.longAgo(groups);
        columnFrom = BankTimes.longAgo(KINDS * groups);
        gapToRead = new int[2 * groups * groups];
        gapToWrite = new int[2 * groups * groups];
        for (int pair = 0; pair < groups * groups; pair++) {
            int from = pair / groups;
            int to = pair % groups;
            boolean sameRank = rankOf[from] == rankOf[to];
            int read = 2 * from * groups + to;
            gapToRead[read] = gaps.readToRead(from == to, sameRank);
            gapToWrite[read] = gaps.readToWrite(sameRank);
            gapToRead[read + groups] = gaps.writeToRead(from == to, sameRank);
            gapToWrite[read + groups] = gaps.writeToWrite(from == to, sameRank);
        }
    }

    /** What a burst to {@code group} waits for. */
    static int kind(int group, boolean write, boolean rowIsOpen) {
        return KINDS * group + (write ? WRITE : 0) + (rowIsOpen ? OPEN : 0);
    }

    /** Clock of the earliest column command of a {@link #kind}; it leaves time for the activate, if there must be one. */
    long columnFrom(int kind) {
        return columnFrom[kind];
    }

    /** Clock of the earliest activate in {@code group}. */
    long activateFrom(int group) {
        return activateFrom[group];
    }

    /** Books an activate in {@code group} at {@code clock}; {@link #moved} must follow. */
    void activated(int group, long clock) {
        long from = windows[rankOf[group]].add(clock);
        activateFrom[group] = clock + gaps.activateLong;
        int first = rankOf[group] * groupsPerRank;
        for (int other = first; other < first + groupsPerRank; other++) {
            activateFrom[other] = Math.max(activateFrom[other], from);
        }
    }

    /** Books a column command in {@code group} at {@code clock}. */
    void moved(int group, boolean write, long clock) {
        int gap = (2 * group + (write ? 1 : 0)) * groups;
        for (int other = 0; other < groups; other++) {
            int kind = KINDS * other;
            long read = Math.max(columnFrom[kind + OPEN], clock + gapToRead[gap + other]);
            long wrote = Math.max(columnFrom[kind + WRITE + OPEN], clock + gapToWrite[gap + other]);
            columnFrom[kind] = Math.max(read, activateFrom[other] + gaps.activateToRead);
            columnFrom[kind + OPEN] = read;
            columnFrom[kind + WRITE] = Math.max(wrote, activateFrom[other] + gaps.activateToWrite);
            columnFrom[kind + WRITE + OPEN] = wrote;
        }
    }
}
