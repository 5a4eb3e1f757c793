package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.EnergyModel.Price;
import org.junit.jupiter.api.Test;

class PriceBoundsTest {

    private static final Action PRODUCT = Action.Multiply.of(8);
    private static final Action SUM = new Action.Add(8);
    private static final Action READ = new Action.SramAccess(1024, 64, false);

    /** Products cost 0.25 to 4 pJ, sums 0.5 pJ exactly, reads 1 to 8 pJ. */
    private static Price price(Action action) {
        var source = new Source("hand", Confidence.A);
        if (action.equals(PRODUCT)) {
            return new Price(0.25, 1, 4, source);
        }
        return action.equals(SUM) ? new Price(0.5, 0.5, 0.5, source) : new Price(1, 2, 8, source);
    }

    private static ActionCounts counts(Object... actionsAndCounts) {
        var counts = new ActionCounts();
        for (int i = 0; i < actionsAndCounts.length; i += 2) {
            counts.add("part", DataType.PSUMS, (Action) actionsAndCounts[i], (int) actionsAndCounts[i + 1]);
        }
        return counts;
    }

    private static PriceBounds ratio(ActionCounts dividend, ActionCounts divisor) {
        return PriceBounds.ofRatio(dividend, PriceBoundsTest::price, divisor, PriceBoundsTest::price);
    }

    /** 10 products and 4 sums: 2.5 + 2 to 40 + 2 pJ. */
    @Test
    void anEnergyLiesBetweenAllPricesLowAndAllHigh() {
        assertThat(PriceBounds.ofTotal(counts(PRODUCT, 10, SUM, 4), PriceBoundsTest::price))
                .isEqualTo(new PriceBounds(4.5, 42));
    }

    /** 10 products over 10 reads: 2.5 / 80 to 40 / 10. */
    @Test
    void pricesOfDifferentActionsGoApart() {
        assertThat(ratio(counts(PRODUCT, 10), counts(READ, 10))).isEqualTo(new PriceBounds(2.5 / 80, 4));
    }

    /** 10 products over 10 products and 10 sums: 2.5 / 7.5 to 40 / 45; a product never costs two prices at once. */
    @Test
    void anActionOnBothSidesHasOnePrice() {
        PriceBounds bounds = ratio(counts(PRODUCT, 10), counts(PRODUCT, 10, SUM, 10));
        assertThat(bounds.low()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(bounds.high()).isCloseTo(40.0 / 45, within(1e-12));
    }

    /**
     * 10 products and 10 reads over 1 product and 10 reads: dear products and cheap reads make (40 + 10) / (4 + 10), the
     * most; cheap products and dear reads (2.5 + 80) / (0.25 + 80), the least.
     */
    @Test
    void theQuotientDecidesWhichBoundAPriceTakes() {
        PriceBounds bounds = ratio(counts(PRODUCT, 10, READ, 10), counts(PRODUCT, 1, READ, 10));
        assertThat(bounds.low()).isCloseTo(82.5 / 80.25, within(1e-12));
        assertThat(bounds.high()).isCloseTo(50.0 / 14, within(1e-12));
    }

    @Test
    void boundsAreScaledAndDividedInto() {
        var bounds = new PriceBounds(2, 8);
        assertThat(bounds.times(0.5)).isEqualTo(new PriceBounds(1, 4));
        assertThat(bounds.dividing(16)).isEqualTo(new PriceBounds(2, 8));
        assertThat(bounds.hold(2)).isTrue();
        assertThat(bounds.hold(8)).isTrue();
        assertThat(bounds.hold(1.99)).isFalse();
        assertThat(bounds.hold(8.01)).isFalse();
    }
}
