package archsim.compression.equal;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.util.Precision;

/**
 * Bisection for the highest rate that holds: it grows until one does not, then halves the interval on a logarithmic scale.
 * What comes next follows from what was tried alone, so that a search goes on after a stop as if there had been none.
 *
 * <p>Accuracies are noisy: the highest rate found is one that was trained and held, with one at most {@code resolution} times
 * as high that did not; a higher one may hold again by chance.
 */
final class RateSearch {

    private static final int DECIMALS = 2;

    private final RateSteps steps;

    RateSearch(RateSteps steps) {
        this.steps = steps;
    }

    /** The rate to try after {@code tried}; empty if the search has ended. */
    OptionalDouble next(List<Probe> tried) {
        double held = found(tried).orElse(1);
        double failed = tried.stream()
                .filter(probe -> !probe.holds())
                .mapToDouble(Probe::rate)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (failed / held <= steps.resolution() || held >= steps.most()) {
            return OptionalDouble.empty();
        }
        if (tried.isEmpty()) {
            return OptionalDouble.of(steps.first());
        }
        double rate =
                Double.isInfinite(failed) ? Math.min(held * steps.growth(), steps.most()) : Math.sqrt(held * failed);
        double rounded = Precision.round(rate, DECIMALS);
        return rounded > held && rounded < failed ? OptionalDouble.of(rounded) : OptionalDouble.empty();
    }

    /** The highest rate that held; empty if none did. */
    static OptionalDouble found(List<Probe> tried) {
        return tried.stream().filter(Probe::holds).mapToDouble(Probe::rate).max();
    }
}
