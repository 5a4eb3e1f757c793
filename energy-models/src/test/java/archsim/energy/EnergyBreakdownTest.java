package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.tables.DramStandards;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnergyBreakdownTest {

    private static final EnergyModel MODEL = EnergyModels.of(45, DramStandards.find("lpddr4-2400"));

    private static ActionCounts counts() {
        var counts = new ActionCounts();
        counts.add("multipliers", DataType.WEIGHTS, Action.Multiply.of(8), 10);
        counts.add("multipliers", DataType.PSUMS, new Action.Add(16), 10);
        counts.add("decoder", DataType.INDICES, new Action.IndexDecode(4), 4);
        counts.add("multipliers", DataType.WEIGHTS, Action.Multiply.of(16), 1);
        counts.add("multipliers", DataType.INPUTS, Action.Multiply.of(32), 0);
        return counts;
    }

    /** By hand: 10 x 0.2 + 1 x 0.62 = 2.62 pJ; 10 x 0.05 = 0.5 pJ; 4 x 0.015 = 0.06 pJ; nothing for inputs. */
    @Test
    void countsTimesPricesAddUpByComponentAndDataType() {
        var energy = EnergyBreakdown.of(counts(), MODEL);
        assertThat(energy.energyPj().keySet()).containsExactly("multipliers", "decoder");
        assertThat(energy.energyPj().get("multipliers").get(DataType.WEIGHTS)).isCloseTo(2.62, within(1e-12));
        assertThat(energy.componentPj("multipliers")).isCloseTo(3.12, within(1e-12));
        assertThat(energy.dataTypePj(DataType.INDICES)).isCloseTo(0.06, within(1e-12));
        assertThat(energy.energyPj().get("multipliers")).doesNotContainKey(DataType.INPUTS);
        assertThat(energy.totalPj()).isCloseTo(3.18, within(1e-12));
    }

    @Test
    void energyIsAdditive() {
        var twice = counts();
        twice.addAll(counts());
        var once = EnergyBreakdown.of(counts(), MODEL);
        var summed = once.plus(once);
        assertThat(EnergyBreakdown.of(twice, MODEL).totalPj()).isCloseTo(summed.totalPj(), within(1e-12));
        assertThat(summed.componentPj("decoder")).isCloseTo(0.12, within(1e-12));
    }

    @Test
    void everySourceIsCitedOnce() {
        assertThat(EnergyBreakdown.sources(counts(), MODEL))
                .doesNotHaveDuplicates()
                .hasSize(3)
                .anyMatch(citation -> citation.contains("EIE"))
                .anyMatch(citation -> citation.endsWith("an index decoded by one sum of its width"));
    }

    @Test
    void aCountBelowZeroIsRefused() {
        assertThatThrownBy(() -> new ActionCounts().add("multipliers", DataType.WEIGHTS, Action.Multiply.of(8), -1))
                .hasMessage("count must be at least 0, was -1 of Multiply[operandBits=8, otherBits=OptionalInt.empty]");
    }

    /** 1 and 2 pJ of two components with one in common: 5 pJ in it, 2 beside. */
    @Test
    void sumsKeepComponentsAndDataApart() {
        var one = new EnergyBreakdown(Map.of("a", Map.of(DataType.WEIGHTS, 1.0)));
        var two = new EnergyBreakdown(
                Map.of("a", Map.of(DataType.WEIGHTS, 4.0, DataType.PSUMS, 8.0), "b", Map.of(DataType.PSUMS, 2.0)));
        EnergyBreakdown sum = one.plus(two);
        assertThat(sum.energyPj().get("a")).isEqualTo(Map.of(DataType.WEIGHTS, 5.0, DataType.PSUMS, 8.0));
        assertThat(sum.componentPj("a")).isEqualTo(13);
        assertThat(sum.componentPj("b")).isEqualTo(2);
        assertThat(sum.componentPj("none")).isZero();
        assertThat(sum.dataTypePj(DataType.PSUMS)).isEqualTo(10);
        assertThat(sum.dataTypePj(DataType.INPUTS)).isZero();
        assertThat(sum.totalPj()).isEqualTo(15);
        assertThat(EnergyBreakdown.NONE.plus(one)).isEqualTo(one);
    }

    /** By hand: 10 products of 2 pJ, and sums that nobody has a price for: 20 pJ, and the reason why that is not all. */
    @Test
    void whatHasNoPriceLeavesEverySumPartial() {
        EnergyModel productsOnly = action -> {
            if (action instanceof Action.Multiply) {
                return new EnergyModel.Price(2, 2, 2, new Source("hand", Confidence.A));
            }
            throw new UnpricedActionException(action, "sums are free");
        };
        assertThat(productsOnly.covers(Action.Multiply.of(8))).isTrue();
        assertThat(productsOnly.covers(new Action.Add(8))).isFalse();
        var counts = new ActionCounts();
        counts.add("multipliers", DataType.WEIGHTS, Action.Multiply.of(8), 10);
        var whole = EnergyBreakdown.of(counts, productsOnly);
        counts.add("adders", DataType.PSUMS, new Action.Add(8), 10);
        counts.add("adders", DataType.PSUMS, new Action.Add(16), 10);
        var partial = EnergyBreakdown.of(counts, productsOnly);
        assertThat(whole.isPartial()).isFalse();
        for (EnergyBreakdown sum : List.of(partial, whole.plus(partial), partial.plus(whole))) {
            assertThat(sum.isPartial()).isTrue();
            assertThat(sum.unpriced()).isEqualTo(Map.of("adders", "Add[operandBits=8] has no price: sums are free"));
        }
        assertThat(partial.plus(whole).totalPj()).isEqualTo(40);
    }
}
