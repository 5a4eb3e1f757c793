package archsim.engine.dram;

/**
 * How long ranks were in each state; times of several ranks add up.
 *
 * @param rowsOpenPs standing by with at least one row open
 * @param rowsClosedPs standing by with every row closed
 * @param downRowsOpenPs powered down with at least one row open
 * @param downRowsClosedPs powered down with every row closed
 * @param selfRefreshPs refreshing themselves
 */
public record RankTimes(
        long rowsOpenPs, long rowsClosedPs, long downRowsOpenPs, long downRowsClosedPs, long selfRefreshPs) {

    /** No time at all. */
    public static final RankTimes NONE = new RankTimes(0, 0, 0, 0, 0);

    RankTimes plus(RankTimes other) {
        return new RankTimes(
                rowsOpenPs + other.rowsOpenPs,
                rowsClosedPs + other.rowsClosedPs,
                downRowsOpenPs + other.downRowsOpenPs,
                downRowsClosedPs + other.downRowsClosedPs,
                selfRefreshPs + other.selfRefreshPs);
    }

    /** The same without {@code ps}, taken from the states that cost least. */
    public RankTimes less(long ps) {
        long self = Math.min(ps, selfRefreshPs);
        long downClosed = Math.min(ps - self, downRowsClosedPs);
        long downOpen = Math.min(ps - self - downClosed, downRowsOpenPs);
        long closed = Math.min(ps - self - downClosed - downOpen, rowsClosedPs);
        long open = ps - self - downClosed - downOpen - closed;
        return new RankTimes(
                rowsOpenPs - open,
                rowsClosedPs - closed,
                downRowsOpenPs - downOpen,
                downRowsClosedPs - downClosed,
                selfRefreshPs - self);
    }

    /** Over all states. */
    public long allPs() {
        return rowsOpenPs + rowsClosedPs + downRowsOpenPs + downRowsClosedPs + selfRefreshPs;
    }
}
