package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.EnergyModel.Price;
import archsim.tables.DramStandards;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each action's price as a sum of figures that stand in the tables, looked up by hand. */
class TablePricesTest {

    private static final Source SOURCE = new Source("hand", Confidence.A);

    /** A model of its own, which nothing was asked before. */
    private static EnergyModel model(int technologyNm) {
        return EnergyModels.of(technologyNm, DramStandards.find("ddr3-1600"));
    }

    /** Horowitz, ISSCC 2014, at 45 nm: products 1.1 and 3.7 pJ, sums 0.4 and 0.9 pJ of 16 and 32 bits. */
    @ParameterizedTest
    @CsvSource({"16, 1.1, 0.4", "32, 3.7, 0.9"})
    void floatingPointNumbersHaveTheirOwnPrices(int operandBits, double productPj, double sumPj) {
        EnergyModel model = model(45);
        assertThat(model.price(new Action.FloatMultiply(operandBits)).energyPj())
                .isEqualTo(productPj);
        assertThat(model.price(new Action.FloatAdd(operandBits)).energyPj()).isEqualTo(sumPj);
    }

    /**
     * By hand at 45 nm: 12, 24 and 64 words of 16 bits cost 0.053205, 0.119513 and 0.36264 pJ; below, 16 flip-flops
     * 0.14399192 pJ. The pointer counts to the entries: 1 bit 0.00375 pJ for one or two, 2 bits 0.0075 for three, 4 bits 0.015
     * for twelve, 5 bits 0.01875 for 24, 6 bits 0.0225 for 64.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0.14774192",
        "2, 0.14774192",
        "3, 0.15149192",
        "4, 0.15149192",
        "5, 0.15524192",
        "12, 0.068205",
        "24, 0.138263",
        "64, 0.38514"
    })
    void aQueueHasAPointerAsWideAsItsEntriesNeed(int entries, double energyPj) {
        assertThat(model(45).price(new Action.FifoAccess(entries, 16, true)).energyPj())
                .isCloseTo(energyPj, within(1e-8));
    }

    /** By hand at 130 nm: 0.22292 pJ a bit and mm, times 16 x 0.5 mm; 0.69 to 1.44 times that. */
    @Test
    void aWireHasTheBoundsOfItsRepeaters() {
        Price price = model(130).price(new Action.WireTransfer(16, 0.5));
        assertThat(price.energyPj()).isCloseTo(8 * 0.22292, within(1e-3));
        assertThat(price.lowPj() / price.energyPj()).isCloseTo(0.69, within(1e-9));
        assertThat(price.highPj() / price.energyPj()).isCloseTo(1.44, within(1e-9));
        assertThat(model(130).price(new Action.WireTransfer(16, 0)).energyPj()).isZero();
    }

    /** The row of 32 KiB with words of 64 bits at 65 nm: 24.9081 pJ fast against 30.1022 pJ slow; leakage 19.8484 pJ a ns. */
    @Test
    void transistorsDecideThePriceOfAnSram() {
        EnergyModel fast = EnergyModels.of(
                TableSet.shipped(), 65, SramTransistors.HIGH_PERFORMANCE, DramStandards.find("ddr3-1600"));
        assertThat(fast.price(new Action.SramAccess(32768, 64, false)).energyPj())
                .isCloseTo(24.9081, within(1e-9));
        assertThat(fast.price(new Action.SramLeakage(32768, 64)).energyPj()).isCloseTo(19.8484, within(1e-9));
        assertThat(model(65).price(new Action.SramAccess(32768, 64, false)).energyPj())
                .isEqualTo(30.1022);
    }

    @Test
    void anActionWithoutAPriceSaysWhyApart() {
        assertThatThrownBy(() -> model(45).price(new Action.Multiply(33)))
                .isInstanceOfSatisfying(UnpricedActionException.class, fault -> assertThat(fault.reason())
                        .isEqualTo("width in bits of a product must be 1 to 32, was 33"));
    }

    @Test
    void anActionThatCostsNothingHasAPrice() {
        assertThat(new Price(0, 0, 0, SOURCE).energyPj()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1", "2, 1, 3", "1, 3, 2", "1, 1, Infinity", "NaN, 1, 1", "1, NaN, 1", "1, 1, NaN"})
    void pricesOutOfOrderAreRefused(double lowPj, double energyPj, double highPj) {
        assertThatThrownBy(() -> new Price(lowPj, energyPj, highPj, SOURCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("prices must rise from at least 0 to a finite one, was ");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 181})
    void aNodeBeyondTheScalingIsRefused(int technologyNm) {
        assertThatThrownBy(() -> model(technologyNm)).hasMessage("technologyNm must be 7 to 180, was " + technologyNm);
    }
}
