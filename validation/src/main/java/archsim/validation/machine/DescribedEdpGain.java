package archsim.validation.machine;

import archsim.energy.PriceBounds;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.validation.fact.Measurement;
import java.util.Optional;

/**
 * How many times less energy times delay a product takes than another one, on the same described machine or on another, with
 * the prices that ship.
 *
 * @param product whose gain it is
 * @param over what it is compared with
 */
public record DescribedEdpGain(DescribedProduct product, DescribedProduct over) implements Measurement {

    @Override
    public double value() {
        return edp(over.run().totals()) / edp(product.run().totals());
    }

    /** Cycles have no price: the bounds are those of the ratio of energies, times the ratio of cycles. */
    @Override
    public Optional<PriceBounds> bounds() {
        RunResult before = over.run();
        RunResult after = product.run();
        return Optional.of(PriceBounds.ofRatio(
                        before.counts(), over.energyModel(), after.counts(), product.energyModel())
                .times((double) before.totals().computeCycles() / after.totals().computeCycles()));
    }

    private static double edp(Metrics totals) {
        return totals.energy().totalPj() * totals.computeCycles();
    }
}
