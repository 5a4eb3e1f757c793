package archsim.validation;

import archsim.base.json.Range;

/**
 * The density of weights and inputs alike at which two machines need as much, to within 0.02.
 *
 * @param ratio of the two; the density of its sample is replaced
 * @param from density at which {@code ratio} is above 1
 * @param to density at which it is not
 */
public record BreakEvenDensity(
        DesignRatio ratio,
        @Range(min = 0, max = 1) double from,
        @Range(min = 0, max = 1) double to) implements Measurement {

    private static final double WITHIN = 0.02;

    @Override
    public double value() {
        double better = from;
        double worse = to;
        while (worse - better > WITHIN) {
            double middle = (better + worse) / 2;
            if (ratio.at(middle).value() > 1) {
                better = middle;
            } else {
                worse = middle;
            }
        }
        return (better + worse) / 2;
    }
}
