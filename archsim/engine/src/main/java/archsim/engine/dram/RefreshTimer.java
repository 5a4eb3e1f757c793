package archsim.engine.dram;

import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;

/**
 * Refreshes the ranks of a channel in turn, spread evenly over the interval; all banks of a rank, or one after the other.
 *
 * <p>A refresh is carried out when the channel next looks at the time; until then nothing can tell.
 */
final class RefreshTimer {

    private final BankTimes banks;
    private final Candidates candidates;
    private final RankPower power;
    private final long interval;
    private final long refresh;
    private final int ranks;
    private final int banksPerRank;
    private final int banksPerRefresh;
    private long count;
    private long due;

    RefreshTimer(DramStandard standard, CommandGaps gaps, BankTimes banks, Candidates candidates, RankPower power) {
        this.banks = banks;
        this.candidates = candidates;
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
            refresh((int) (count % ranks), (int) (count / ranks * banksPerRefresh % banksPerRank));
            count++;
            due = (count + 1) * interval / ranks;
        }
    }

    private void refresh(int rank, int bankOfRank) {
        int first = rank * banksPerRank + bankOfRank;
        int open = 0;
        for (int bank = first; bank < first + banksPerRefresh; bank++) {
            open += banks.hasOpenRow(bank) ? 1 : 0;
        }
        long begin = banks.refresh(first, banksPerRefresh, due);
        candidates.refreshed(first, banksPerRefresh);
        power.refreshed(rank, open, begin, begin + refresh);
    }
}
