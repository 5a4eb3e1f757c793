package archsim.validation.machine;

import archsim.energy.PriceBounds;
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
        return edp(over) / edp(product);
    }

    /** Cycles have no price: the bounds are those of the ratio of energies, times the ratio of cycles. */
    @Override
    public Optional<PriceBounds> bounds() {
        PriceBounds ofEnergy = PriceBounds.ofRatio(
                over.run().counts(), over.energyModel(), product.run().counts(), product.energyModel());
        return Optional.of(ofEnergy.times(over.value() / product.value()));
    }

    private static double edp(DescribedProduct product) {
        return product.energyPj() * product.value();
    }
}
