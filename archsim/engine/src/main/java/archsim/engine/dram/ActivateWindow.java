package archsim.engine.dram;

/** When a rank may open another row: tRRD after the last, and no more than 4 (and 32) within their windows. */
final class ActivateWindow {

    private static final int FEW = 4;
    private static final int MANY = 32;

    private final CommandGaps gaps;
    private final long[] last = BankTimes.longAgo(MANY);
    private int count;

    ActivateWindow(CommandGaps gaps) {
        this.gaps = gaps;
    }

    /** Books an activate; they come in order. Returns the clock of the earliest next one. */
    long add(long clock) {
        last[count++ & (MANY - 1)] = clock;
        long from = Math.max(clock + gaps.activateShort, last[(count - FEW) & (MANY - 1)] + gaps.fourActivates);
        return gaps.thirtyTwoActivates == 0 ? from : Math.max(from, last[count & (MANY - 1)] + gaps.thirtyTwoActivates);
    }
}
