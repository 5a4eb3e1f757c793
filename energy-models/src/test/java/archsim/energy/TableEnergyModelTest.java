package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import archsim.energy.EnergyModel.Price;
import archsim.tables.DramStandards;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableEnergyModelTest {

    private static final EnergyModel AT_45_NM = EnergyModels.of(45, DramStandards.find("lpddr4-2400"));
    private static final EnergyModel AT_65_NM = EnergyModels.of(65, DramStandards.find("lpddr4-2400"));

    static List<Action> everyKind() {
        return List.of(
                Action.Multiply.of(8),
                Action.Multiply.of(4, 8),
                Action.LogicLeakage.of(256, 8, 4, 24, 10_000),
                new Action.Add(16),
                new Action.RegisterAccess(24, 16, false),
                new Action.SramAccess(32768, 64, true),
                new Action.IndexDecode(4),
                new Action.FloatMultiply(16),
                new Action.FloatAdd(32),
                new Action.NumberMultiply(NumberType.FP8_E4M3),
                new Action.NumberAdd(NumberType.BF16),
                new Action.ScaleSum(ScaleType.E8M0),
                new Action.ConvertNumber(16),
                new Action.Compare(10),
                new Action.PriorityEncode(128),
                new Action.FifoAccess(8, 12, true),
                new Action.FifoAccess(1, 96, false),
                new Action.Accumulate(32, 24),
                new Action.MaskJoin(128),
                new Action.SelectWord(256, 16),
                new Action.LocateProduct(),
                new Action.WireTransfer(16, 0.5),
                new Action.CrossbarTransfer(16, 32, 24),
                new Action.SramLeakage(32768, 64),
                new Action.ClockCycle(64, 1024),
                new Action.DramActivate("lpddr4-2400"),
                new Action.DramBurst("lpddr4-2400", true),
                new Action.DramRefresh("lpddr4-2400"),
                new Action.DramBackground("lpddr4-2400", true),
                new Action.DramPowerDown("lpddr4-2400", false),
                new Action.DramSelfRefresh("lpddr4-2400"),
                new Action.InNode(28, new Action.SramAccess(32768, 64, false)));
    }

    @Test
    void whatHasANodeOfItsOwnCostsWhatItCostsThere() {
        for (Action action : List.of(
                new Action.SramAccess(32768, 64, true),
                new Action.RegisterAccess(24, 16, true),
                new Action.WireTransfer(16, 0.5),
                new Action.SramLeakage(32768, 64),
                new Action.ClockCycle(0, 1024))) {
            Price there = AT_65_NM.price(action);
            assertThat(AT_45_NM.price(action.in(OptionalInt.of(65))))
                    .isEqualTo(there)
                    .isNotEqualTo(AT_45_NM.price(action.in(OptionalInt.empty())));
        }
    }

    /** The same clock leaves a gate of the coarser node less time, and the supply is the machine's in both. */
    @Test
    void clockAndSupplyAreThoseOfTheMachineInEachNode() {
        var point = new OperatingPoint(OptionalDouble.of(500), OptionalDouble.of(1), OptionalInt.empty());
        EnergyModel at45 = model(45, point);
        Action product = Action.Multiply.of(8);
        assertThat(at45.price(product.in(OptionalInt.of(65))))
                .isEqualTo(model(65, point).price(product))
                .isNotEqualTo(AT_65_NM.price(product));
    }

    private static EnergyModel model(int technologyNm, OperatingPoint point) {
        return EnergyModels.of(
                TableSet.shipped(),
                technologyNm,
                SramTransistors.LOW_STANDBY_POWER,
                point,
                DramStandards.find("lpddr4-2400"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyPriceIsPositiveAndTrusted(Action action) {
        Price price = AT_65_NM.price(action);
        assertThat(price.energyPj()).isPositive();
        assertThat(price.source().confidence()).isNotEqualTo(Confidence.C);
        assertThat(AT_65_NM.price(action)).isEqualTo(price);
    }

    /** 0.2 pJ at 45 nm; at 65 nm times 1.68075 / 0.8612 = 1.95164: 0.390328 pJ. */
    @Test
    void arithmeticIsScaledToTheNode() {
        assertThat(AT_45_NM.price(Action.Multiply.of(8)).energyPj()).isEqualTo(0.2);
        Price there = AT_65_NM.price(Action.Multiply.of(8));
        assertThat(there.energyPj()).isCloseTo(0.390328, within(1e-6));
        assertThat(there.source().citation()).contains("Horowitz", "times 1.952 from 45 to 65 nm", "Stillmaker");
        assertThat(there.source().confidence()).isEqualTo(Confidence.B);
    }

    /** A sum of 16 bits: 0.05 pJ; an access to 24 words of 16 bits: 0.119513 pJ; both as tabulated at 45 nm. */
    @Test
    void sumsAndRegisterFilesAreTabulatedAt45Nm() {
        assertThat(AT_45_NM.price(new Action.Add(16)).energyPj()).isEqualTo(0.05);
        assertThat(AT_45_NM.price(new Action.RegisterAccess(24, 16, true)).energyPj())
                .isEqualTo(0.119513);
    }

    /** A 4-bit sum: 0.015 pJ. */
    @Test
    void anIndexIsDecodedByOneSumOfItsWidth() {
        Price price = AT_45_NM.price(new Action.IndexDecode(4));
        assertThat(price.energyPj()).isEqualTo(0.015);
        assertThat(price.source().confidence()).isEqualTo(Confidence.B);
    }

    /** Rows of 32 KiB with words of 64 bits in the tables of each node. */
    @Test
    void sramIsTakenFromTheTableOfItsNode() {
        var read = new Action.SramAccess(32768, 64, false);
        var write = new Action.SramAccess(32768, 64, true);
        assertThat(AT_65_NM.price(read).energyPj()).isEqualTo(30.1022);
        assertThat(AT_65_NM.price(write).energyPj()).isEqualTo(28.6907);
        assertThat(AT_45_NM.price(read).energyPj()).isEqualTo(17.0418);
        assertThat(AT_45_NM.price(write).energyPj()).isEqualTo(15.3975);
        assertThat(AT_45_NM.price(read).source().confidence()).isEqualTo(Confidence.A);
    }

    /** 0.00611551 mW for one nanosecond are 0.00611551 pJ. */
    @Test
    void leakageIsPowerTimesOneNanosecond() {
        assertThat(AT_65_NM.price(new Action.SramLeakage(32768, 64)).energyPj()).isEqualTo(0.00611551);
    }

    @Test
    void anInterpolatedSramSaysSo() {
        Price price = AT_65_NM.price(new Action.SramAccess(20000, 48, false));
        assertThat(price.source().citation()).endsWith("; interpolated");
        assertThat(price.source().confidence()).isEqualTo(Confidence.B);
    }

    @Test
    void anActionOutsideItsTableIsRefusedWithTheRange() {
        assertThatThrownBy(() -> AT_65_NM.price(new Action.SramAccess(256, 16, false)))
                .isInstanceOf(UnpricedActionException.class)
                .hasMessage(
                        "SramAccess[capacityBytes=256, wordBits=16, write=false] has no price: capacity in bytes of an"
                                + " SRAM at 65 nm must be 512 to 4194304, was 256");
    }

    /**
     * DRAMsim3's figures, its milliwatt cycles times the clock period. By hand for LPDDR4-2400 (1.2 V, 4 devices, 0.83 ns):
     * activate 1.2 (80 x 47 - 47 x 32 - 34 x 15) 4 x 0.83 = 6956.1 pJ; read 1.2 (243 - 47) 8 x 4 x 0.83 = 6246.9 pJ;
     * write 1.2 (228 - 47) 8 x 4 x 0.83 = 5768.8 pJ.
     */
    @ParameterizedTest
    @CsvSource({
        "lpddr4-2400, 6956.1, 6246.9, 5768.8",
        "ddr4-2400, 3450.1, 2932.2, 2549.8",
        "ddr3-1600, 10651.5, 3996.0, 3996.0"
    })
    void dramCommandsCostWhatDramSim3Charges(String name, double activatePj, double readPj, double writePj) {
        EnergyModel model = EnergyModels.of(45, DramStandards.find(name));
        double thousandth = 0.001;
        assertThat(model.price(new Action.DramActivate(name)).energyPj())
                .isCloseTo(activatePj, within(activatePj * thousandth));
        assertThat(model.price(new Action.DramBurst(name, false)).energyPj())
                .isCloseTo(readPj, within(readPj * thousandth));
        assertThat(model.price(new Action.DramBurst(name, true)).energyPj())
                .isCloseTo(writePj, within(writePj * thousandth));
    }

    /** By hand: 1.2 (280 - 47) 392 x 4 x 0.83 = 363 882.6 pJ. */
    @Test
    void aRefreshCostsItsCurrentAboveStandby() {
        assertThat(AT_45_NM.price(new Action.DramRefresh("lpddr4-2400")).energyPj())
                .isCloseTo(363_882.6, within(0.1));
    }

    /** By hand: 1.2 V x 47 mA x 4 devices = 225.6 mW with rows open, 1.2 x 34 x 4 = 163.2 mW with all closed. */
    @Test
    void standbyCostsLessWithAllRowsClosed() {
        assertThat(AT_45_NM.price(new Action.DramBackground("lpddr4-2400", true))
                        .energyPj())
                .isCloseTo(225.6, within(1e-9));
        assertThat(AT_45_NM.price(new Action.DramBackground("lpddr4-2400", false))
                        .energyPj())
                .isCloseTo(163.2, within(1e-9));
    }

    @Test
    void anotherStandardHasNoPrice() {
        assertThatThrownBy(() -> AT_45_NM.price(new Action.DramRefresh("ddr3-1600")))
                .isInstanceOf(UnpricedActionException.class)
                .hasMessageContaining("the model prices lpddr4-2400, not ddr3-1600");
    }

    /** By hand: 8.35 fJ at 1.1 V are 6.90083 at 1.0 V; 100 bits and a quarter of 40 more: 0.759091 pJ. */
    @Test
    void aClockCycleCostsItsFlipFlops() {
        Price price = AT_45_NM.price(new Action.ClockCycle(100, 40));
        assertThat(price.energyPj()).isCloseTo(0.759091, within(1e-6));
        assertThat(price.lowPj()).isCloseTo(0.379545, within(1e-6));
        assertThat(price.highPj()).isCloseTo(1.518182, within(1e-6));
        assertThat(price.source().citation()).contains("Nangate", "100 flip-flops", "40 in register files", "CORDIC");
    }

    @Test
    void aMachineWithoutFlipFlopsHasNoClockThatCouldBePriced() {
        assertThatThrownBy(() -> AT_45_NM.price(new Action.ClockCycle(0, 0)))
                .isInstanceOf(UnpricedActionException.class)
                .hasMessageContaining("must be at least 1, was 0");
    }

    /** By hand: an access to 24 words of 16 bits, 0.119513 pJ, and a pointer of 5 bits, 0.01875 pJ. */
    @Test
    void aQueueIsARegisterFileWithAPointer() {
        Price price = AT_45_NM.price(new Action.FifoAccess(24, 16, true));
        assertThat(price.energyPj()).isCloseTo(0.138263, within(1e-9));
        assertThat(price.source().citation()).contains("rf_24x16", "a pointer that moves on [M. Horowitz");
    }

    /** By hand: a read and a write of 0.119513 pJ and a sum of 16 bits, 0.05 pJ. */
    @Test
    void accumulatingReadsAddsAndWrites() {
        assertThat(AT_45_NM.price(new Action.Accumulate(24, 16)).energyPj()).isCloseTo(0.289026, within(1e-9));
    }

    /** By hand: a sum of 8 bits costs 0.03 pJ. */
    @Test
    void comparingCostsASum() {
        assertThat(AT_45_NM.price(new Action.Compare(8)).energyPj()).isEqualTo(0.03);
    }

    /** Rows of sparse-logic-45nm.json: 64 lines, masks of 128 bits, 256 words of 16 bits and half as wide, a product. */
    @Test
    void sparseLogicCostsWhatItsTableSays() {
        assertThat(AT_45_NM.price(new Action.PriorityEncode(64)).energyPj()).isEqualTo(0.1843);
        assertThat(AT_45_NM.price(new Action.MaskJoin(128)).energyPj()).isEqualTo(0.824);
        assertThat(AT_45_NM.price(new Action.SelectWord(256, 16)).energyPj()).isEqualTo(0.664);
        assertThat(AT_45_NM.price(new Action.SelectWord(256, 8)).energyPj()).isCloseTo(0.332, within(1e-12));
        assertThat(AT_45_NM.price(new Action.LocateProduct()).energyPj()).isEqualTo(0.234);
    }

    /** By hand: 65 x 16 bits lie in 512 B with words of 16 bits, 0.720015 pJ a read and 1.09089 a write; a sum is 0.05. */
    @Test
    void manyRegistersAreASmallSram() {
        assertThat(AT_45_NM.price(new Action.RegisterAccess(65, 16, false)).energyPj())
                .isEqualTo(0.720015);
        assertThat(AT_45_NM.price(new Action.RegisterAccess(65, 16, true)).energyPj())
                .isEqualTo(1.09089);
        Price sum = AT_45_NM.price(new Action.Accumulate(65, 16));
        assertThat(sum.energyPj()).isCloseTo(1.860905, within(1e-9));
        assertThat(sum.source().citation()).contains("CACTI", "512 B for a register file of 65 words", "a sum [");
    }

    @Test
    void aWireCostsInProportionToBitsAndLength() {
        double one = AT_65_NM.price(new Action.WireTransfer(1, 1)).energyPj();
        assertThat(AT_65_NM.price(new Action.WireTransfer(16, 0.5)).energyPj()).isCloseTo(8 * one, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 10, 14, 16, 20, 22, 28, 32, 40, 45, 55, 65, 90, 130, 180})
    void everyKindHasAPriceAtEveryNode(int technologyNm) {
        EnergyModel model = EnergyModels.of(technologyNm, DramStandards.find("lpddr4-2400"));
        assertThat(everyKind())
                .allSatisfy(action -> assertThat(model.price(action).energyPj()).isPositive());
    }

    /** At 65 nm: 0.7925 pJ of the other source x 1.95164, 1.49 times that for the scaling; 0.14 x 1.95164 x 0.71 pJ. */
    @Test
    void aPriceIsBoundedByTheOtherSourceAndTheScaling() {
        Price product = AT_65_NM.price(Action.Multiply.of(8));
        assertThat(product.highPj()).isCloseTo(0.7925 * 1.95164 * 1.49, within(1e-4));
        assertThat(product.lowPj()).isCloseTo(0.14 * 1.95164 * 0.71, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyPriceMayBeOff(Action action) {
        Price price = AT_65_NM.price(action);
        assertThat(price.lowPj()).isPositive().isLessThan(price.energyPj());
        assertThat(price.highPj()).isGreaterThan(price.energyPj());
    }

    @Test
    void aNodeWithoutPricesIsRefused() {
        assertThatThrownBy(() -> EnergyModels.of(6, DramStandards.find("ddr3-1600")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("technologyNm must be 7 to 180, was 6");
    }
}
