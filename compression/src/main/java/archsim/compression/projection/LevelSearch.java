package archsim.compression.projection;

import java.util.Arrays;

/**
 * The interval of equally distant levels that has the least squared error, exactly.
 *
 * <p>As the interval {@code q} shrinks, a weight {@code t} moves from level {@code m} to {@code m + 1} where {@code q}
 * passes {@code |t| / (m + 1/2)}. Between two such points the levels stand, and the best interval for them is {@code S1 /
 * S2} with {@code S1 = sum |t| m} and {@code S2 = sum m^2}, which takes {@code S1^2 / S2} off the squared error. The points
 * are visited from the largest on, window by window; since both sums only grow, a window whose last {@code S1} squared
 * over whose first {@code S2} is no more than the best so far holds nothing better and is passed over unvisited.
 */
final class LevelSearch {

    /** Ratio of the ends of a window: narrow ones have tight bounds. */
    private static final double WINDOW = 1.02;

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
                throw new IllegalArgumentException("value %d must be finite, was %s".formatted(i, values[i]));
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
        double upper = magnitudes[0] / (lowest + 0.5) * WINDOW;
        int[] above = new int[highest - lowest];
        consider(s1(above), s2(above));
        while (!isSaturated(above)) {
            double lower = upper / WINDOW;
            int[] reached = crossed(lower);
            if (s1(reached) * s1(reached) > best * s2(above)) {
                visit(above, reached);
            }
            above = reached;
            upper = lower;
        }
        return Math.max((float) interval, Float.MIN_NORMAL);
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
        for (int next = next(at, to); next >= 0; next = next(at, to)) {
            at[next]++;
            consider(s1(at), s2(at));
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
