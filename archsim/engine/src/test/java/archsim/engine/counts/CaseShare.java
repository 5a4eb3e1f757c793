package archsim.engine.counts;

/**
 * How many random cases are drawn: all of them, or the share that {@code -Darchsim.test.share} gives.
 *
 * <p>Mutation tests run each case once for every mutant that it reaches; there a tenth finds nearly as many.
 */
public final class CaseShare {

    private static final double SHARE = Double.parseDouble(System.getProperty("archsim.test.share", "1"));

    private CaseShare() {}

    /** That share of {@code count}, at least 1. */
    public static int of(int count) {
        return Math.max(1, (int) Math.round(count * SHARE));
    }
}
