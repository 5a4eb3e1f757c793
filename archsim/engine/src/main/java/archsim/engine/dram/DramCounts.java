package archsim.engine.dram;

/**
 * What channels did.
 *
 * @param activates rows opened
 * @param readBursts bursts read
 * @param writeBursts bursts written
 * @param refreshes of a rank, or of a bank if the controller refreshes bank by bank
 * @param ranks states of all ranks
 */
public record DramCounts(long activates, long readBursts, long writeBursts, long refreshes, RankTimes ranks) {

    static final DramCounts NONE = new DramCounts(0, 0, 0, 0, RankTimes.NONE);

    DramCounts plus(DramCounts other) {
        return new DramCounts(
                activates + other.activates,
                readBursts + other.readBursts,
                writeBursts + other.writeBursts,
                refreshes + other.refreshes,
                ranks.plus(other.ranks));
    }

    /** Bursts in both directions. */
    public long bursts() {
        return readBursts + writeBursts;
    }

    /** Share of bursts that found their row open, 0 to 1; 1 if there were none. */
    public double rowHitRate() {
        return bursts() == 0 ? 1 : Math.max(0, 1 - (double) activates / bursts());
    }
}
