package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import archsim.energy.EnergyModel.Price;
import archsim.tables.DramStandards;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

    /** Of the 0.2 pJ of an 8-bit integer product: 0.1964 and 0.5113 of E4M3, 0.8607 and 0.9499 of BF16; scales do not matter. */
    @ParameterizedTest
    @CsvSource({"FP8_E4M3, 0.03928, 0.10226", "MXFP8_E4M3, 0.03928, 0.10226", "BF16, 0.17214, 0.18998"})
    void floatsArePricedOverAnIntegerProduct(NumberType type, double productPj, double sumPj) {
        assertThat(model(45).price(new Action.NumberMultiply(type)).energyPj()).isCloseTo(productPj, within(1e-9));
        assertThat(model(45).price(new Action.NumberAdd(type)).energyPj()).isCloseTo(sumPj, within(1e-9));
    }

    /**
     * E8M0: a sum of 9 bits, between 0.03 pJ of 8 and 0.05 of 16: 0.03 x (9 / 8)^log2(5 / 3), 0.03272. E4M3: 1.7163 x 0.2 pJ.
     * Wider ones: a product of FP32, 8.9328 x 0.2 pJ.
     */
    @ParameterizedTest
    @CsvSource({"E8M0, 0.0327204", "FP8_E4M3, 0.34326", "FP16, 1.78656", "BF16, 1.78656", "FP32, 1.78656"})
    void aScaleCostsByItsType(ScaleType scale, double energyPj) {
        assertThat(model(45).price(new Action.ScaleSum(scale)).energyPj()).isCloseTo(energyPj, within(1e-6));
    }

    /** A sum of 16 bits, 0.05 pJ. */
    @Test
    void aConversionIsOneSum() {
        assertThat(model(45).price(new Action.ConvertNumber(16)).energyPj()).isEqualTo(0.05);
    }

    /**
     * By hand at 45 nm: 396.875 um2 of an 8-bit multiplier, 0.9265 and 1.07 of it of BF16; leakage as of integers, 792.37 um2 and ten flip-flops of
     * 51.076.
     */
    @Test
    void floatsTakeAreaAndLeak() {
        var areas = new AreaModel(TableSet.shipped(), 45, SramTransistors.LOW_STANDBY_POWER);
        var multiplier = new Part.NumberMultiplier(NumberType.BF16);
        var adder = new Part.NumberAdder(NumberType.BF16);
        assertThat(multiplier.area(areas).areaMm2()).isCloseTo(396.875e-6 * 0.9265, within(1e-12));
        assertThat(adder.area(areas).areaMm2()).isCloseTo(396.875e-6 * 1.07, within(1e-12));
        assertThat(multiplier.title()).isEqualTo("bf16");
        assertThat(adder.title()).isEqualTo("sums of bf16");
        var logic = new Action.LogicLeakage(1, 16, 16, 32, 10, Optional.of(NumberType.BF16));
        EnergyModel warm =
                at(45, new OperatingPoint(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(350)));
        assertThat(warm.price(logic).energyPj())
                .isCloseTo((396.875e-6 * 1.9965 + 51.076e-6) * 25 * 125.0 / 61.7, within(1e-6));
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
        assertThatThrownBy(() -> model(45).price(Action.Multiply.of(33)))
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

    private static EnergyModel at(int technologyNm, OperatingPoint point) {
        return EnergyModels.of(
                TableSet.shipped(),
                technologyNm,
                SramTransistors.LOW_STANDBY_POWER,
                point,
                DramStandards.find("ddr3-1600"));
    }

    /**
     * 13.73 x 32 - 8.78 x 12 = 334.0 over 13.73 x 64 - 8.78 x 16 = 738.24 is 0.45243, of 0.2 pJ: 0.090486; the least is 0.45 times
     * that of 0.14 pJ. One bit is half of two: (13.73 x 16 - 8.78 x 10) / 738.24 / 2 = 0.0893205.
     */
    @Test
    void aNarrowOperandMakesAProductCheaper() {
        Price narrow = model(45).price(Action.Multiply.of(4, 8));
        assertThat(narrow.energyPj()).isCloseTo(0.090486, within(1e-6));
        assertThat(narrow.lowPj()).isCloseTo(0.45 * 0.14 * 0.45243, within(1e-6));
        assertThat(narrow.highPj()).isCloseTo(1.13 * 0.7925 * 0.45243, within(1e-5));
        assertThat(model(45).price(Action.Multiply.of(8, 1)).energyPj()).isCloseTo(0.2 * 0.0893205, within(1e-8));
        assertThat(model(45).price(Action.Multiply.of(8, 8)))
                .isEqualTo(model(45).price(Action.Multiply.of(8)));
    }

    private static double productPj(int technologyNm, double clockMhz, OptionalDouble supplyV) {
        return at(technologyNm, new OperatingPoint(OptionalDouble.of(clockMhz), supplyV, OptionalInt.empty()))
                .price(Action.Multiply.of(32))
                .energyPj();
    }

    /**
     * 1 GHz is 1 ns at 45 nm; at 65 nm, whose gates take 19.1517 / 12.5 = 1.532 times as long, 652.7 MHz are what 1 GHz is at 45
     * nm. 0.8 V: gates are (0.62 / 0.82)^1.3 / 0.8 = 0.869 times as fast, 869 MHz are as hard as 1 GHz is at 1 V.
     */
    @Test
    void productsSettleWithinTheClock() {
        double untimedPj = model(45).price(Action.Multiply.of(32)).energyPj();
        assertThat(productPj(45, 1000, OptionalDouble.empty())).isCloseTo(untimedPj * 1.3274, within(1e-9));
        assertThat(productPj(45, 500, OptionalDouble.empty())).isEqualTo(untimedPj);
        assertThat(productPj(45, 200, OptionalDouble.empty())).isEqualTo(untimedPj);
        double at65Pj = model(65).price(Action.Multiply.of(32)).energyPj();
        assertThat(productPj(65, 750 / 1.53214, OptionalDouble.empty()))
                .isCloseTo(at65Pj * Math.pow(1.3274, Math.log(1.5) / Math.log(2)), within(1e-2));
        double speed = TableSet.shipped().operation().speed(45, 0.8);
        assertThat(speed).isCloseTo(0.869, within(1e-3));
        assertThat(productPj(45, 1000 * speed, OptionalDouble.of(0.8)))
                .isCloseTo(untimedPj * 1.3274 * 0.64, within(1e-9));
    }

    /** Sums, and what is priced as one, cost the same at all clocks. */
    @Test
    void sumsAreNotTimed() {
        EnergyModel fast =
                at(45, new OperatingPoint(OptionalDouble.of(1000), OptionalDouble.empty(), OptionalInt.empty()));
        for (Action sum : List.of(new Action.Add(32), new Action.Compare(32), new Action.IndexDecode(32))) {
            assertThat(fast.price(sum)).isEqualTo(model(45).price(sum));
        }
    }

    /** 0.8 of 1.0 V: 0.64 of the energy by the square, 0.6505 / 0.8612... by the node's fit, which is the upper bound. */
    @Test
    void switchedEnergyFollowsTheSupply() {
        EnergyModel low =
                at(45, new OperatingPoint(OptionalDouble.empty(), OptionalDouble.of(0.8), OptionalInt.empty()));
        Price product = low.price(Action.Multiply.of(8));
        double fit = (1.018 * 0.64 - 0.3107 * 0.8 + 0.1539) / (1.018 - 0.3107 + 0.1539);
        assertThat(product.energyPj()).isCloseTo(0.2 * 0.64, within(1e-12));
        assertThat(product.highPj()).isCloseTo(0.7925 * Math.max(fit, 0.64), within(1e-9));
        assertThat(low.price(new Action.DramBurst("ddr3-1600", false)))
                .isEqualTo(model(45).price(new Action.DramBurst("ddr3-1600", false)));
        assertThat(low.price(new Action.SramAccess(32768, 64, false)).energyPj())
                .isCloseTo(17.0418 * 0.64, within(1e-9));
    }

    /** 32 KiB of 45 nm: 9.239e-4 mW at 300 K, 21.7 / 2.4 times as much at 350 K; 0.8 V: 0.8 exp(-0.2 / 0.82) times. */
    @Test
    void leakageFollowsTemperatureAndSupply() {
        var leaking = new Action.SramLeakage(32768, 64);
        EnergyModel warm =
                at(45, new OperatingPoint(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(350)));
        EnergyModel both =
                at(45, new OperatingPoint(OptionalDouble.empty(), OptionalDouble.of(0.8), OptionalInt.of(350)));
        assertThat(warm.price(leaking).energyPj()).isCloseTo(0.000923907 * 21.7 / 2.4, within(1e-9));
        assertThat(warm.price(leaking).highPj()).isCloseTo(3.5 * 0.000923907 * 21.7 / 2.4, within(1e-9));
        assertThat(both.price(leaking).energyPj())
                .isCloseTo(0.000923907 * 21.7 / 2.4 * 0.8 * Math.exp(-0.2 / 0.82), within(1e-9));
    }

    /**
     * Per um2 25 nW at 45 nm, 125,000 / 61,700 times as much at 350 K. One multiplier of 8 bits 396.875 um2, an adder of 16
     * bits 139, ten flip-flops 45.2 and 13 % of clock network: 586.951 um2.
     */
    @Test
    void logicLeaksByItsArea() {
        var logic = Action.LogicLeakage.of(1, 8, 8, 16, 10);
        EnergyModel warm =
                at(45, new OperatingPoint(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(350)));
        assertThat(warm.price(logic).energyPj()).isCloseTo(586.951e-6 * 25 * 125.0 / 61.7, within(1e-6));
    }
}
