package archsim.engine.dram;

/** When a rank may open another row: tRRD after the last, and no more than 4 (and 32) within their windows. */
final class ActivateWindow {

    private static final int FEW = 4;
    private static final int MANY = 32;

    private final CommandGaps gaps;
    private final long[] last = BankTimes.longAgo(MANY);
    private int next;
    private long from = last[0];

    ActivateWindow(CommandGaps gaps) {
        this.gaps = gaps;
    }

    /** Clock of the earliest next activate. */
    long from() {
        return from;
    }

    /** Books an activate; they come in order. */
    void add(long clock) {
        last[next] = clock;
        next = (next + 1) % MANY;
        from = Math.max(clock + gaps.activateShort, last[(next + MANY - FEW) % MANY] + gaps.fourActivates);
        if (gaps.thirtyTwoActivates > 0) {
            from = Math.max(from, last[next] + gaps.thirtyTwoActivates);
        }
    }
}
