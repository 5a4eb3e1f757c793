package archsim.workloads.sparsity;

import java.util.function.DoubleSupplier;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;

/**
 * Draws shares that vary about a mean, each from 0 to 1.
 *
 * <p>They follow the Beta distribution of the asked mean and coefficient of variation (standard deviation over mean). At
 * or beyond the coefficient {@code sqrt((1 - mean) / mean)}, which no shares can exceed, they are 0 or 1.
 *
 * <p>A draw takes as many numbers of the selection as {@link BetaDistribution#sample} asks for, two an attempt: R. C. H.
 * Cheng, "Generating beta variates with nonintegral shape parameters", CACM 21 (1978). Its logarithms are the library's
 * own arithmetic, so a seed gives the same shares on every machine.
 */
final class BetaDraws {

    /** Sum of the two shapes from which on shares differ from their mean by less than 1e-12. */
    private static final double LARGEST_SUM = 1e24;

    private final DoubleSupplier shares;

    /**
     * @param mean above 0 and below 1
     * @param variation coefficient of variation, above 0
     */
    BetaDraws(Selection selection, double mean, double variation) {
        double sumOfShapes = Math.min(LARGEST_SUM, (1 - mean) / (mean * variation * variation) - 1);
        shares = sumOfShapes > 0
                ? new BetaDistribution(new Stream(selection), mean * sumOfShapes, (1 - mean) * sumOfShapes)::sample
                : () -> selection.uniform() < mean ? 1 : 0;
    }

    double next() {
        return shares.getAsDouble();
    }

    /** A selection's numbers as the library takes them. */
    private static final class Stream extends AbstractRandomGenerator {

        private final Selection selection;

        Stream(Selection selection) {
            this.selection = selection;
        }

        @Override
        public double nextDouble() {
            return selection.uniform();
        }

        @Override
        public void setSeed(long seed) {
            throw new UnsupportedOperationException("a selection is seeded where it is made");
        }
    }
}
