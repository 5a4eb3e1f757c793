package archsim.energy;

import archsim.energy.EnergyModel.Price;
import java.util.SplittableRandom;

/**
 * Prices drawn from within their bounds.
 *
 * <p>The nominal price is the median: a draw lies below it as often as above it. On either side the density, over a
 * logarithmic axis, falls in a straight line to nothing at the bound.
 */
final class PriceDraw {

    private final SplittableRandom random;

    PriceDraw(SplittableRandom random) {
        this.random = random;
    }

    double draw(Price price) {
        boolean above = random.nextBoolean();
        double bound = above ? price.highPj() : price.lowPj();
        double distance = 1 - Math.sqrt(1 - random.nextDouble());
        return price.energyPj() == 0 ? 0 : price.energyPj() * Math.pow(bound / price.energyPj(), distance);
    }
}
