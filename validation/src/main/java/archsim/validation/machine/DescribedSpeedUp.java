package archsim.validation.machine;

import archsim.validation.fact.Measurement;

/**
 * How many times fewer cycles a product takes than another one, on the same described machine or on another.
 *
 * @param product whose speed-up it is
 * @param over what it is compared with
 */
public record DescribedSpeedUp(DescribedProduct product, DescribedProduct over) implements Measurement {

    @Override
    public double value() {
        return over.value() / product.value();
    }
}
