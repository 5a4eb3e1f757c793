package archsim.engine.dram;

import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;

/**
 * Refreshes the ranks of a channel in turn, spread evenly over the interval; all banks of a rank, or one after the other.
 *
 * <p>A rank that has been idle for long refreshes itself instead, from the refresh on that is due then until it is needed.
 *
 * <p>A refresh is carried out when the channel next looks at the time; until then nothing can tell.
 */
final class RefreshTimer {

    /** Hears of refreshes. */
    @FunctionalInterface
    interface Closed {

        /** Rows of {@code banks} from {@code first} on were closed. */
        void rows(int first, int banks);
    }

    private final BankTimes banks;
    private final Closed closed;
    private final RankPower power;
    private final long interval;
    private final long refresh;
    private final int ranks;
    private final int banksPerRank;
    private final int banksPerRefresh;
    private long turns;
    private long count;
    private long due;

    RefreshTimer(DramStandard standard, CommandGaps gaps, BankTimes banks, Closed closed, RankPower power) {
        this.banks = banks;
        this.closed = closed;
        this.power = power;
        interval = gaps.refreshInterval;
        refresh = gaps.refresh;
        ranks = standard.geometry().ranks();
        banksPerRank = standard.geometry().banks();
        banksPerRefresh = standard.controller().refresh() == Refresh.ALL_BANK ? banksPerRank : 1;
        due = interval / ranks;
    }

    /** Refreshes so far. */
    long count() {
        return count;
    }

    /** Carries out what is due at clock {@code now}. */
    void runUntil(long now) {
        while (due <= now) {
            turn((int) (turns % ranks), (int) (turns / ranks * banksPerRefresh % banksPerRank));
            turns++;
            due = (turns + 1) * interval / ranks;
        }
    }

    private void turn(int rank, int bankOfRank) {
        if (power.refreshesItself(rank)) {
            return;
        }
        if (power.shouldRefreshItself(rank, due)) {
            int first = rank * banksPerRank;
            int open = openBanks(first, banksPerRank);
            power.selfRefreshed(rank, open, banks.close(first, banksPerRank, due));
            return;
        }
        refresh(rank, bankOfRank);
        count++;
    }

    private int openBanks(int first, int number) {
        int open = 0;
        for (int bank = first; bank < first + number; bank++) {
            open += banks.hasOpenRow(bank) ? 1 : 0;
        }
        return open;
    }

    private void refresh(int rank, int bankOfRank) {
        int first = rank * banksPerRank + bankOfRank;
        int open = openBanks(first, banksPerRefresh);
        long begin = banks.refresh(first, banksPerRefresh, due);
        closed.rows(first, banksPerRefresh);
        power.refreshed(rank, open, begin, begin + refresh);
    }
}
