package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.Confidence;
import archsim.base.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Energies and areas with their sources, and how far they may be off. */
class SourcedEnergyTest {

    private static final Source PAPER = new Source("paper", Confidence.A);
    private static final SourcedEnergy ENERGY = new SourcedEnergy(1, 2, 8, PAPER);

    @Test
    void aFactorScalesTheEnergyAndItsBounds() {
        assertThat(ENERGY.times(3)).isEqualTo(new SourcedEnergy(3, 6, 24, PAPER));
        assertThat(ENERGY.times(3, "tripled"))
                .isEqualTo(new SourcedEnergy(3, 6, 24, new Source("paper; tripled", Confidence.B)));
    }

    /** Of 1, 2 and 8: three times 2 lies within the bounds, five times beyond. */
    @Test
    void whatIsRaisedStaysWithinItsBoundsWhereItCan() {
        assertThat(ENERGY.raised(3, "in a hurry"))
                .isEqualTo(new SourcedEnergy(1, 6, 8, new Source("paper; in a hurry", Confidence.B)));
        assertThat(ENERGY.raised(5, "in a hurry"))
                .isEqualTo(new SourcedEnergy(1, 10, 10, new Source("paper; in a hurry", Confidence.B)));
        assertThat(ENERGY.raised(1, "in a hurry")).isSameAs(ENERGY);
    }

    @Test
    void aSumAddsEnergiesAndBoundsAndNamesBothSources() {
        var other = new SourcedEnergy(0.5, 0.75, 1, new Source("thesis", Confidence.A));
        assertThat(ENERGY.plus(other, "a pointer"))
                .isEqualTo(new SourcedEnergy(1.5, 2.75, 9, new Source("paper; with a pointer [thesis]", Confidence.B)));
    }

    /** By hand: bounds of 0.5 and 2 times within 0.25 and 3 times are 0.125 and 6 times. */
    @Test
    void twoSpreadsMultiply() {
        Spread both = new Spread(0.5, 2, "one").times(new Spread(0.25, 3, "two"));
        assertThat(both).isEqualTo(new Spread(0.125, 6, "one; two"));
        assertThat(ENERGY.within(both)).isEqualTo(new SourcedEnergy(0.125, 2, 48, PAPER));
    }

    @Test
    void aCertainEnergyHasItselfAsBounds() {
        assertThat(new SourcedEnergy(2, 2, 2, PAPER).lowPj()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-1, 1, 1", "2, 1, 3", "1, 3, 2", "1, 1, Infinity", "NaN, 1, 1", "1, NaN, 1", "1, 1, NaN"})
    void energiesOutOfOrderAreRefused(double lowPj, double energyPj, double highPj) {
        assertThatThrownBy(() -> new SourcedEnergy(lowPj, energyPj, highPj, PAPER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("energies must rise from above 0 to a finite one, was ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anAreaIsFiniteAndAboveNothing(double areaMm2) {
        assertThatThrownBy(() -> new SourcedArea(areaMm2, PAPER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("areaMm2 must be finite and above 0, was " + areaMm2);
    }

    @Test
    void anAreaScalesToo() {
        assertThat(new SourcedArea(2, PAPER).times(3, "tripled"))
                .isEqualTo(new SourcedArea(6, new Source("paper; tripled", Confidence.B)));
    }
}
