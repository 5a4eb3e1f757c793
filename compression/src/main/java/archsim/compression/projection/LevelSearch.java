package archsim.compression.projection;

import archsim.base.RootLocale;
import java.util.Arrays;

/**
 * The interval of equally distant levels that has the least squared error, exactly.
 *
 * <p>As the interval {@code q} shrinks, a weight {@code t} moves from level {@code m} to {@code m + 1} where {@code q}
 * passes {@code |t| / (m + 1/2)}. Between two such points the levels stand, and the best interval for them is {@code S1 /
 * S2} with {@code S1 = sum |t| m} and {@code S2 = sum m^2}, which takes {@code G = S1^2 / S2} off the squared error.
 *
 * <p>The points are visited from the largest on, window by window, and most windows need no visit. Each crossing adds
 * {@code |t| = q (m + 1/2)} to {@code S1} and {@code 2 m + 1} to {@code S2}, so that {@code S1} grows by at most half the
 * upper end of the window for each unit of {@code S2}. Under a straight line {@code G} is convex in {@code S2} and largest
 * at an end: a window whose line gives no more than the best so far holds nothing better.
 *
 * <p>By hand: {@code G} has many maxima, of which the optimisers of Commons Math find a near one, and this is the hot loop.
 */
final class LevelSearch {

    /** Ratio of the ends of a window at first. */
    private static final double WIDE = 1.05;
    /** Ratio of the ends below which a window is visited rather than split. */
    private static final double NARROW = 1.001;

    /** Largest first. */
    private final double[] magnitudes;
    /** Sum of the first {@code i} magnitudes. */
    private final double[] sums;

    private final int lowest;
    private final int highest;
    private double best;
    private double interval;

    /**
     * @param values the weights
     * @param lowest level that a magnitude may have, 0 or 1
     * @param highest level
     * @throws IllegalArgumentException if a value is not finite
     */
    LevelSearch(float[] values, int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
        double[] ascending = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("value %d must be finite, was %s", i, values[i]));
            }
            ascending[i] = Math.abs((double) values[i]);
        }
        Arrays.sort(ascending);
        magnitudes = new double[values.length];
        sums = new double[values.length + 1];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = ascending[magnitudes.length - 1 - i];
            sums[i + 1] = sums[i] + magnitudes[i];
        }
    }

    /** The interval; 1 if all weights are zero. */
    float interval() {
        if (magnitudes.length == 0 || magnitudes[0] == 0) {
            return 1;
        }
        double upper = magnitudes[0] / (lowest + 0.5) * WIDE;
        int[] above = new int[highest - lowest];
        consider(s1(above), s2(above));
        while (!isSaturated(above)) {
            double lower = upper / WIDE;
            int[] reached = crossed(lower);
            explore(upper, above, lower, reached);
            above = reached;
            upper = lower;
        }
        return Math.max((float) interval, Float.MIN_NORMAL);
    }

    /** Everything between two intervals that could be better than the best so far. */
    private void explore(double upper, int[] above, double lower, int[] reached) {
        consider(s1(reached), s2(reached));
        double before = s2(above);
        double after = s2(reached);
        double most = s1(above) + upper / 2 * (after - before);
        if (after == before || most * most <= best * after) {
            return;
        }
        if (upper < lower * NARROW) {
            visit(above, reached);
            return;
        }
        double middle = Math.sqrt(upper * lower);
        int[] between = crossed(middle);
        explore(upper, above, middle, between);
        explore(middle, between, lower, reached);
    }

    /** What the levels at the {@link #interval()} take off the sum of the squares. */
    double energy() {
        return best;
    }

    private boolean isSaturated(int[] above) {
        int last = above.length == 0 ? magnitudes.length : above[above.length - 1];
        return last == magnitudes.length || magnitudes[last] == 0;
    }

    /** For each level but the highest, how many weights are above it when the interval is {@code q}. */
    private int[] crossed(double q) {
        int[] count = new int[highest - lowest];
        for (int i = 0; i < count.length; i++) {
            int from = 0;
            int to = magnitudes.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (magnitudes[middle] / (lowest + i + 0.5) >= q) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            count[i] = from;
        }
        return count;
    }

    private double s1(int[] above) {
        double sum = lowest * sums[magnitudes.length];
        for (int count : above) {
            sum += sums[count];
        }
        return sum;
    }

    private double s2(int[] above) {
        double sum = (double) lowest * lowest * magnitudes.length;
        for (int i = 0; i < above.length; i++) {
            sum += (2.0 * (lowest + i) + 1) * above[i];
        }
        return sum;
    }

    /** All points of one window, in order. */
    private void visit(int[] from, int[] to) {
        int[] at = from.clone();
        double s1 = s1(at);
        double s2 = s2(at);
        for (int next = next(at, to); next >= 0; next = next(at, to)) {
            s1 += magnitudes[at[next]];
            s2 += 2.0 * (lowest + next) + 1;
            at[next]++;
            consider(s1, s2);
        }
    }

    /** The level whose next weight leaves it first; -1 if none does in this window. */
    private int next(int[] at, int[] to) {
        int next = -1;
        double latest = -1;
        for (int i = 0; i < at.length; i++) {
            if (at[i] < to[i] && magnitudes[at[i]] / (lowest + i + 0.5) > latest) {
                latest = magnitudes[at[i]] / (lowest + i + 0.5);
                next = i;
            }
        }
        return next;
    }

    private void consider(double s1, double s2) {
        if (s2 > 0 && s1 * s1 > best * s2) {
            best = s1 * s1 / s2;
            interval = s1 / s2;
        }
    }
}
