package archsim.engine.dram;

/**
 * What a channel did.
 *
 * @param activates rows opened
 * @param readBursts bursts read
 * @param writeBursts bursts written
 * @param refreshes all-bank refreshes
 * @param rowsOpenPs time with at least one row open
 * @param rowsClosedPs time with every row closed
 */
public record DramCounts(
        long activates, long readBursts, long writeBursts, long refreshes, long rowsOpenPs, long rowsClosedPs) {

    /** Share of bursts that found their row open, 0 to 1; 1 if there were none. */
    public double rowHitRate() {
        long bursts = readBursts + writeBursts;
        return bursts == 0 ? 1 : Math.max(0, 1 - (double) activates / bursts);
    }
}
