package archsim.engine.dram;

import archsim.tables.DramStandard;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * In which state each rank of a channel is, in clock cycles: rows open or closed, standing by, powered down, or refreshing
 * itself.
 */
final class RankPower {

    private static final long NEVER = Long.MAX_VALUE / 4;

    private final long idle;
    private final long untilSelfRefresh;
    private final long wake;
    private final long wakeFromSelfRefresh;
    private final long clockPs;
    private final int[] openBanks;
    private final long[] openSince;
    private final long[] closedAt;
    private final long[] open;
    private final int[] waiting;
    private final long[] idleSince;
    private final long[] awakeFrom;
    private final long[] downOpen;
    private final long[] downClosed;
    /** Where the time of the last power-down was added. */
    private final long[][] lastDown;

    private final long[] lastDownFrom;
    private final long[] lastDownTo;
    private final long[] usedUntil;
    private final long[] selfRefreshSince;
    private final long[] selfRefresh;
    private long endClock = Long.MAX_VALUE;

    RankPower(DramStandard standard, CommandGaps gaps) {
        idle = clocks(standard.controller().idleClocks());
        untilSelfRefresh = clocks(standard.selfRefreshAfterClocks());
        wake = gaps.wake;
        wakeFromSelfRefresh = gaps.wakeFromSelfRefresh;
        clockPs = standard.timing().tCkPs();
        int ranks = standard.geometry().ranks();
        openBanks = new int[ranks];
        openSince = new long[ranks];
        closedAt = new long[ranks];
        open = new long[ranks];
        waiting = new int[ranks];
        idleSince = new long[ranks];
        awakeFrom = new long[ranks];
        downOpen = new long[ranks];
        downClosed = new long[ranks];
        lastDown = new long[ranks][];
        lastDownFrom = new long[ranks];
        lastDownTo = new long[ranks];
        usedUntil = new long[ranks];
        selfRefreshSince = new long[ranks];
        Arrays.fill(selfRefreshSince, NEVER);
        selfRefresh = new long[ranks];
    }

    private static long clocks(OptionalInt given) {
        return given.isPresent() ? given.getAsInt() : NEVER;
    }

    /** Wakes {@code rank} for a burst; returns from when on it takes the burst's commands. */
    long request(int rank, long now) {
        if (waiting[rank]++ == 0) {
            if (refreshesItself(rank)) {
                awakeFrom[rank] = now + wakeFromSelfRefresh;
                endSelfRefresh(rank, now);
            } else if (endPowerDown(rank, now)) {
                awakeFrom[rank] = now + wake;
            }
        }
        return Math.max(now, awakeFrom[rank]);
    }

    /** A burst of {@code rank} no longer waits and ends at {@code done}. */
    void booked(int rank, long done) {
        waiting[rank]--;
        idleSince[rank] = Math.max(idleSince[rank], done);
        usedUntil[rank] = Math.max(usedUntil[rank], done);
    }

    /** Whether {@code rank} refreshes itself. */
    boolean refreshesItself(int rank) {
        return selfRefreshSince[rank] != NEVER;
    }

    /** Whether {@code rank} has been idle for so long that it should refresh itself. */
    boolean shouldRefreshItself(int rank, long now) {
        return waiting[rank] == 0 && now - usedUntil[rank] >= untilSelfRefresh;
    }

    /** From {@code begin} on {@code rank} refreshes itself, with its {@code banks} open banks closed. */
    void selfRefreshed(int rank, int banks, long begin) {
        refreshed(rank, banks, begin, begin);
        selfRefreshSince[rank] = begin;
    }

    private void endSelfRefresh(int rank, long now) {
        selfRefresh[rank] += Math.max(0, now - selfRefreshSince[rank]);
        selfRefreshSince[rank] = NEVER;
        idleSince[rank] = Math.max(idleSince[rank], now);
    }

    /** A row was opened; its activate may lie before the refresh that closed the last one, for the bank was another. */
    void opened(int rank, long at) {
        if (openBanks[rank]++ == 0) {
            openSince[rank] = Math.max(at, closedAt[rank]);
        }
    }

    /** A refresh closed {@code banks} open banks of {@code rank}. */
    void refreshed(int rank, int banks, long begin, long end) {
        if (waiting[rank] == 0) {
            endPowerDown(rank, Math.min(begin, endClock));
        }
        idleSince[rank] = Math.max(idleSince[rank], end);
        closed(rank, banks, begin);
    }

    /** A row of {@code rank} was closed. */
    void closed(int rank, long at) {
        closed(rank, 1, at);
    }

    private void closed(int rank, int banks, long at) {
        openBanks[rank] -= banks;
        if (banks > 0 && openBanks[rank] == 0) {
            open[rank] += Math.max(0, at - openSince[rank]);
            closedAt[rank] = at;
        }
    }

    /** Adds the time that an idle rank was powered down until {@code now}; whether it was. */
    private boolean endPowerDown(int rank, long now) {
        long down = now - (idleSince[rank] + idle);
        if (down <= 0) {
            return false;
        }
        lastDown[rank] = openBanks[rank] > 0 ? downOpen : downClosed;
        lastDown[rank][rank] += down;
        lastDownFrom[rank] = now - down;
        lastDownTo[rank] = now;
        idleSince[rank] = now;
        return true;
    }

    /** Takes back what lies beyond the end: a refresh that another rank's burst made due may begin there. */
    private void endLastPowerDown(int rank) {
        long beyond = lastDownTo[rank] - Math.max(endClock, lastDownFrom[rank]);
        if (beyond > 0) {
            lastDown[rank][rank] -= beyond;
            lastDownTo[rank] -= beyond;
        }
    }

    /** The last clock that counts; a refresh that is due by then may begin later. */
    void endAt(long clock) {
        endClock = clock;
    }

    /** States of all ranks until {@code endPs}, which must not lie before any command of a burst. */
    RankTimes timesAt(long endPs) {
        long openPs = Arrays.stream(open).sum() * clockPs;
        for (int rank = 0; rank < openBanks.length; rank++) {
            if (refreshesItself(rank)) {
                endSelfRefresh(rank, endClock);
            } else if (waiting[rank] == 0) {
                endPowerDown(rank, endClock);
            }
            endLastPowerDown(rank);
            openPs += openBanks[rank] > 0
                    ? endPs - openSince[rank] * clockPs
                    : -Math.max(0, closedAt[rank] * clockPs - endPs);
        }
        long allPs = openBanks.length * endPs;
        long downOpenPs = Arrays.stream(downOpen).sum() * clockPs;
        long downClosedPs = Arrays.stream(downClosed).sum() * clockPs;
        long selfRefreshPs = Arrays.stream(selfRefresh).sum() * clockPs;
        return new RankTimes(
                openPs - downOpenPs,
                allPs - openPs - downClosedPs - selfRefreshPs,
                downOpenPs,
                downClosedPs,
                selfRefreshPs);
    }
}
