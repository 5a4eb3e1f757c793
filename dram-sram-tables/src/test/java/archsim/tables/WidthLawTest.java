package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import org.junit.jupiter.api.Test;

class WidthLawTest {

    private static WidthLaw law(double product, double sum) {
        return new WidthLaw(product, sum, new Spread(0.5, 2, "none"), new Source("none", Confidence.C));
    }

    /** 10 a b - 5 (a + b): 560 of 8 x 8, 260 of 8 x 4, 110 of 8 x 2, of which one bit takes half. */
    @Test
    void aNarrowOperandTakesLess() {
        WidthLaw law = law(10, -5);
        assertThat(law.ratio(8, 8)).isEqualTo(1);
        assertThat(law.ratio(8, 4)).isCloseTo(260.0 / 560, within(1e-12));
        assertThat(law.ratio(8, 2)).isCloseTo(110.0 / 560, within(1e-12));
        assertThat(law.ratio(8, 1)).isCloseTo(55.0 / 560, within(1e-12));
        assertThat(law.ratio(2, 1)).isEqualTo(0.5);
    }

    /** 4 of the product and 4 of the sum are those of 2 x 2 bits. */
    @Test
    void theSmallestMultiplierTakesSomething() {
        assertThat(law(5, -4.99).ratio(2, 2)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> law(5, -5));
        assertThatIllegalArgumentException().isThrownBy(() -> law(5, -5.01));
    }

    /** 13.73 x 32 - 8.78 x 12 = 334 of 8 x 4 bits over 738.24 of 8 x 8; areas 193.36 over 432.32. */
    @Test
    void productsAndMultipliersFollowTheirLaws() {
        ArithmeticTable energies = TableSet.shipped().arithmetic();
        assertThat(energies.multiply(8, 4).energyPj())
                .isCloseTo(energies.multiply(8).energyPj() * 334 / 738.24, within(1e-12));
        assertThat(energies.multiply(8, 8)).isEqualTo(energies.multiply(8));
        AreaTable areas = TableSet.shipped().area();
        assertThat(areas.multiplier(45, 8, 4).areaMm2())
                .isCloseTo(areas.multiplier(45, 8).areaMm2() * 193.36 / 432.32, within(1e-12));
        assertThat(areas.multiplier(45, 8, 8)).isEqualTo(areas.multiplier(45, 8));
        assertThat(areas.multiplier(45, 8, 4).source().citation()).contains("one of 8 x 4 b");
    }
}
