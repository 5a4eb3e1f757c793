package archsim.energy;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Where a quantity lies in nine draws of ten.
 *
 * @param nominal with every price at its nominal value
 * @param low 5 % of the draws lie below
 * @param median half of the draws lie below
 * @param high 5 % of the draws lie above
 */
public record Interval(double nominal, double low, double median, double high) {

    /** The nearest ranks of {@code draws}, at least one. */
    static Interval of(double nominal, double[] draws) {
        var percentile = new Percentile().withEstimationType(EstimationType.R_1);
        percentile.setData(draws);
        return new Interval(nominal, percentile.evaluate(5), percentile.evaluate(50), percentile.evaluate(95));
    }
}
