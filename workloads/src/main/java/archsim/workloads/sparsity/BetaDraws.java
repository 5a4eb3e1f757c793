package archsim.workloads.sparsity;

/**
 * Draws shares that vary about a mean, each from 0 to 1.
 *
 * <p>They follow the Beta distribution of the asked mean and coefficient of variation (standard deviation over mean). At
 * or beyond the coefficient {@code sqrt((1 - mean) / mean)}, which no shares can exceed, they are 0 or 1.
 *
 * <p>Source of the Gamma draws that a Beta draw is a ratio of: G. Marsaglia and W. W. Tsang, "A simple method for
 * generating gamma variables", ACM TOMS 26 (2000).
 */
final class BetaDraws {

    private final Selection selection;
    private final double mean;

    /** Sum of the two parameters of the Beta distribution; not positive where shares are 0 or 1. */
    private final double concentration;

    /**
     * @param mean above 0 and below 1
     * @param variation coefficient of variation, above 0
     */
    BetaDraws(Selection selection, double mean, double variation) {
        this.selection = selection;
        this.mean = mean;
        this.concentration = (1 - mean) / (mean * variation * variation) - 1;
    }

    double next() {
        if (concentration <= 0) {
            return zeroOrOne();
        }
        double one = gamma(mean * concentration);
        double other = gamma((1 - mean) * concentration);
        return one + other > 0 ? one / (one + other) : zeroOrOne();
    }

    private double zeroOrOne() {
        return selection.uniform() < mean ? 1 : 0;
    }

    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(selection.uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / (3 * StrictMath.sqrt(d));
        while (true) {
            double x = normal();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && StrictMath.log(1 - selection.uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /** One of the two normal deviates of the polar method. */
    private double normal() {
        while (true) {
            double u = 2 * selection.uniform() - 1;
            double v = 2 * selection.uniform() - 1;
            double square = u * u + v * v;
            if (square > 0 && square < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }
}
