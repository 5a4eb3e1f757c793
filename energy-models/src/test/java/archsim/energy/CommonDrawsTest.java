package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CommonDrawsTest {

    private static final Source SOURCE = new Source("none", Confidence.C);
    private static final Action ADD = new Action.Add(32);
    private static final Action PRODUCT = Action.Multiply.of(8);

    /** 3 to 12 about 6 for a sum, 1 to 4 about 2 for a product. */
    private static final EnergyModel MODEL = new EnergyModel() {
        @Override
        public Price price(Action action) {
            return action.equals(ADD) ? CommonDrawsTest.price(3, 6, 12) : CommonDrawsTest.price(1, 2, 4);
        }
    };

    private static EnergyModel.Price price(double low, double nominal, double high) {
        return new EnergyModel.Price(low, nominal, high, SOURCE);
    }

    private static ActionCounts counts(long sums, long products) {
        var counts = new ActionCounts();
        counts.add(Component.ADDERS, DataType.PSUMS, ADD, sums);
        counts.add(Component.MULTIPLIERS, DataType.PSUMS, PRODUCT, products);
        return counts;
    }

    /** Two workloads that are drawn apart pay the same for a sum in each draw: 5 sums and 3 products are 2 + 3 of both. */
    @Test
    void workloadsSharePrices() {
        var draws = new CommonDraws(50, 7);
        double[] all = draws.energiesPj(counts(5, 3), MODEL);
        double[] sums = draws.energiesPj(counts(1, 0), MODEL);
        double[] products = draws.energiesPj(counts(0, 1), MODEL);
        for (int i = 0; i < 50; i++) {
            assertThat(all[i]).isCloseTo(5 * sums[i] + 3 * products[i], within(1e-9));
        }
        assertThat(Arrays.stream(sums).distinct().count()).isEqualTo(50);
    }

    /** Half of 10,000 draws below the nominal 6, within four standard deviations of 50; none beyond the bounds. */
    @Test
    void nominalIsTheMedian() {
        double[] sums = new CommonDraws(10_000, 1).energiesPj(counts(1, 0), MODEL);
        assertThat(Arrays.stream(sums).filter(each -> each < 6).count()).isBetween(4800L, 5200L);
        assertThat(Arrays.stream(sums)).allMatch(each -> each >= 3 && each <= 12);
        assertThat(new CommonDraws(10_000, 2).energiesPj(counts(1, 0), MODEL)).isNotEqualTo(sums);
    }

    @Test
    void nothingIsDrawnInNoDraws() {
        assertThatThrownBy(() -> new CommonDraws(0, 1)).hasMessage("draws must be at least 1, was 0");
    }
}
