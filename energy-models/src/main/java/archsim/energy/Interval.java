package archsim.energy;

import java.util.Arrays;

/**
 * Where a quantity lies in nine draws of ten.
 *
 * @param nominal with every price at its nominal value
 * @param low 5 % of the draws lie below
 * @param median half of the draws lie below
 * @param high 5 % of the draws lie above
 */
public record Interval(double nominal, double low, double median, double high) {

    /** The nearest ranks of {@code draws}, which are sorted in place. */
    static Interval of(double nominal, double[] draws) {
        Arrays.sort(draws);
        return new Interval(nominal, rank(draws, 0.05), rank(draws, 0.5), rank(draws, 0.95));
    }

    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
