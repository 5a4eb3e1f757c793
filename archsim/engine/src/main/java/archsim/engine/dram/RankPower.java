package archsim.engine.dram;

import archsim.tables.DramStandard;
import java.util.Arrays;

/** In which state each rank of a channel is, in clock cycles: rows open or closed, standing by or powered down. */
final class RankPower {

    private static final long NEVER = Long.MAX_VALUE / 4;

    private final long idle;
    private final long wake;
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
    private long endClock = Long.MAX_VALUE;

    RankPower(DramStandard standard, CommandGaps gaps) {
        var clocks = standard.controller().powerDownAfterClocks();
        idle = clocks.isPresent() ? clocks.getAsInt() : NEVER;
        wake = gaps.wake;
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
    }

    /** Wakes {@code rank} for a burst; returns from when on it takes the burst's commands. */
    long request(int rank, long now) {
        if (waiting[rank]++ == 0 && endPowerDown(rank, now)) {
            awakeFrom[rank] = now + wake;
        }
        return Math.max(now, awakeFrom[rank]);
    }

    /** A burst of {@code rank} no longer waits and ends at {@code done}. */
    void booked(int rank, long done) {
        waiting[rank]--;
        idleSince[rank] = Math.max(idleSince[rank], done);
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
        openBanks[rank] -= banks;
        if (banks > 0 && openBanks[rank] == 0) {
            open[rank] += Math.max(0, begin - openSince[rank]);
            closedAt[rank] = begin;
        }
    }

    /** Adds the time that an idle rank was powered down until {@code now}; whether it was. */
    private boolean endPowerDown(int rank, long now) {
        long down = now - (idleSince[rank] + idle);
        if (down <= 0) {
            return false;
        }
        if (openBanks[rank] > 0) {
            downOpen[rank] += down;
        } else {
            downClosed[rank] += down;
        }
        idleSince[rank] = now;
        return true;
    }

    /** The last clock that counts; a refresh that is due by then may begin later. */
    void endAt(long clock) {
        endClock = clock;
    }

    /** States of all ranks until {@code endPs}, which must not lie before any command of a burst. */
    RankTimes timesAt(long endPs) {
        long openPs = Arrays.stream(open).sum() * clockPs;
        for (int rank = 0; rank < openBanks.length; rank++) {
            if (waiting[rank] == 0) {
                endPowerDown(rank, endClock);
            }
            openPs += openBanks[rank] > 0
                    ? endPs - openSince[rank] * clockPs
                    : -Math.max(0, closedAt[rank] * clockPs - endPs);
        }
        long allPs = openBanks.length * endPs;
        long downOpenPs = Arrays.stream(downOpen).sum() * clockPs;
        long downClosedPs = Arrays.stream(downClosed).sum() * clockPs;
        return new RankTimes(openPs - downOpenPs, allPs - openPs - downClosedPs, downOpenPs, downClosedPs);
    }
}
