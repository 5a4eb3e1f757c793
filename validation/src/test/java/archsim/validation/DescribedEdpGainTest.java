package archsim.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.energy.PriceBounds;
import archsim.validation.machine.DescribedEdpGain;
import archsim.validation.machine.DescribedProduct;
import org.junit.jupiter.api.Test;

class DescribedEdpGainTest {

    private static final DescribedEdpGain GAIN = Validation.facts("sparsify-or-quantise").stream()
            .filter(fact -> fact.name().equals("edp-dstc-over-stc-128-1152-025"))
            .map(fact -> (DescribedEdpGain) fact.measurement())
            .findAny()
            .orElseThrow();

    /** Whatever the prices are: they are those of both. */
    @Test
    void aProductGainsNothingOverItself() {
        var same = new DescribedEdpGain(GAIN.product(), GAIN.product());

        PriceBounds bounds = same.bounds().orElseThrow();

        assertThat(same.value()).isEqualTo(1);
        assertThat(bounds.low()).isCloseTo(1, within(1e-9));
        assertThat(bounds.high()).isCloseTo(1, within(1e-9));
    }

    /** A gain is that of energy times that of cycles, and one way round is the inverse of the other. */
    @Test
    void theGainLiesBetweenItsBounds() {
        PriceBounds bounds = GAIN.bounds().orElseThrow();
        DescribedProduct before = GAIN.product();
        DescribedProduct after = GAIN.over();
        PriceBounds inverse = new DescribedEdpGain(after, before).bounds().orElseThrow();

        assertThat(GAIN.value()).isBetween(bounds.low() * 1.01, bounds.high() * 0.99);
        assertThat(bounds.low() * inverse.high()).isCloseTo(1, within(1e-6));
    }
}
