package archsim.compression.equal;

import archsim.base.json.Range;

/**
 * Which rates a search tries. A rate is all weights of the pruned layers over those that may stay.
 *
 * @param first tried
 * @param growth of the rate as long as the accuracy holds
 * @param most tried
 * @param resolution at which a search ends: the least rate that did not hold over the highest that did
 */
public record RateSteps(
        @Range(min = 1.01, max = 10_000) double first,
        @Range(min = 1.1, max = 100) double growth,
        @Range(min = 1.01, max = 10_000) double most,
        @Range(min = 1.01, max = 10) double resolution) {

    public RateSteps {
        if (first > most) {
            throw new IllegalArgumentException("first must be at most most, " + most + ", was " + first);
        }
    }
}
