package archsim.validation.machine;

import archsim.validation.fact.Measurement;

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

    private static double edp(DescribedProduct product) {
        return product.energyPj() * product.value();
    }
}
