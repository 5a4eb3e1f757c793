package archsim.energy;

import archsim.energy.EnergyModel.Price;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TriangularDistribution;

/**
 * Prices drawn from within their bounds.
 *
 * <p>The nominal price is the median: a draw lies below it as often as above it. On either side the density, over a
 * logarithmic axis, falls in a straight line to nothing at the bound.
 */
final class PriceDraw {

    /** Of the nominal price (0) and the bound (1) on a logarithmic axis; inverted, so that it needs no generator. */
    private static final TriangularDistribution DISTANCE = new TriangularDistribution(null, 0, 0, 1);

    private final SplittableRandom random;

    PriceDraw(SplittableRandom random) {
        this.random = random;
    }

    double draw(Price price) {
        boolean above = random.nextBoolean();
        double bound = above ? price.highPj() : price.lowPj();
        double distance = DISTANCE.inverseCumulativeProbability(random.nextDouble());
        return price.energyPj() == 0 ? 0 : price.energyPj() * Math.pow(bound / price.energyPj(), distance);
    }
}
