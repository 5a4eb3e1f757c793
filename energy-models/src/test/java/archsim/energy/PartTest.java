package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.tables.OutOfRangeException;
import archsim.tables.SourcedArea;
import archsim.tables.SparseUnit;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

    private static final double UM2 = 1e-6;

    private static AreaModel at(int technologyNm) {
        return new AreaModel(TableSet.shipped(), technologyNm, SramTransistors.LOW_STANDBY_POWER);
    }

    /** Aladdin's units at 45 nm: intmul8 396.875, intmul16 1587.5 um2; 32 bits: intmac32 6628 less two intadd16 of 139. */
    @ParameterizedTest
    @CsvSource({"8, 396.875", "16, 1587.5", "32, 6350", "4, 99.219"})
    void multipliersHaveTheAreaOfTheSource(int operandBits, double areaUm2) {
        assertThat(new Part.Multiplier(operandBits).area(at(45)).areaMm2()).isCloseTo(areaUm2 * UM2, within(1e-12));
    }

    /** By hand: 69.5 um2 of 8 bits, linear: 32 bits four times that, 278 um2. */
    @Test
    void anAdderGrowsWithItsWidth() {
        assertThat(new Part.Adder(32).area(at(45)).areaMm2()).isCloseTo(278 * UM2, within(1e-12));
    }

    /** By hand: gates take 0.08 of their area at 180 nm at 65 nm and 0.053 at 45 nm: 396.875 x 0.08 / 0.053 = 599.06 um2. */
    @Test
    void logicIsScaledByTheAreaOfAGate() {
        var area = new Part.Multiplier(8).area(at(65));
        assertThat(area.areaMm2()).isCloseTo(599.06 * UM2, within(1e-8));
        assertThat(area.source().citation()).contains("intmul8", "from 45 to 65 nm", "Stillmaker");
    }

    /** By hand: flip-flops of 4.52 um2 and 13 % of clock network, 64 x 16 of them 5230.18 um2, 6 x 8 of them 245.16. */
    @ParameterizedTest
    @CsvSource({"64, 16, 5230.1824", "6, 8, 245.1648"})
    void smallRegisterFilesAreFlipFlops(int words, int wordBits, double areaUm2) {
        assertThat(new Part.RegisterFile(words, wordBits).area(at(45)).areaMm2())
                .isCloseTo(areaUm2 * UM2, within(1e-10));
        assertThat(new Part.AccumulatorBank(words, wordBits).area(at(45)).areaMm2())
                .isCloseTo(areaUm2 * UM2, within(1e-10));
    }

    /** 65 x 16 bits are 130 B, 224 x 16 are 448 B: both in 512 B with words of 16 bits, a row of 1857.59 um2. */
    @ParameterizedTest
    @CsvSource({"65, 16", "224, 16", "128, 8"})
    void largerRegisterFilesAreSmallSrams(int words, int wordBits) {
        SourcedArea area = new Part.RegisterFile(words, wordBits).area(at(45));
        assertThat(area.areaMm2()).isCloseTo(1857.59 * UM2, within(1e-12));
        assertThat(area.source().citation()).contains("CACTI", "an SRAM of 512 B for a register file of " + words);
    }

    /** One of 256 words of 16 bits takes 7519 um2 at 45 nm, of 8 bits half; 64 lines take 162 um2. */
    @Test
    void sparseLogicHasTheAreaOfItsTable() {
        assertThat(new Part.Selector(256, 16).area(at(45)).areaMm2()).isCloseTo(7519 * UM2, within(1e-12));
        assertThat(new Part.Selector(256, 8).area(at(45)).areaMm2()).isCloseTo(3759.5 * UM2, within(1e-12));
        assertThat(new Part.SparseLogic(SparseUnit.PRIORITY_ENCODER, 64)
                        .area(at(45))
                        .areaMm2())
                .isCloseTo(162 * UM2, within(1e-12));
        assertThat(new Part.SparseLogic(SparseUnit.MASK_JOIN, 128).title())
                .isEqualTo("the join of two masks of 128 bits");
    }

    /** The row of 32 KiB with words of 64 bits at 65 nm; two of them take twice that. */
    @Test
    void banksHaveTheAreaOfTheirTable() {
        var banks = new ComponentParts(Component.WEIGHT_BUFFER, 2, new Part.Sram(32768, 64));
        assertThat(banks.areaMm2(at(65))).isCloseTo(2 * 0.197934, within(1e-12));
    }

    @Test
    void aPartInANodeOfItsOwnTakesWhatItTakesThere() {
        for (Part part : new Part[] {new Part.Sram(32768, 64), new Part.RegisterFile(24, 16)}) {
            assertThat(part.in(OptionalInt.of(65)).area(at(45))).isEqualTo(part.area(at(65)));
            assertThat(part.in(OptionalInt.empty()).area(at(45))).isEqualTo(part.area(at(45)));
        }
        assertThat(new Part.Sram(32768, 64).in(OptionalInt.of(65)).title()).isEqualTo("32768 B, words of 64 b, 65 nm");
    }

    /** SCNN's crossbar of 16 x 32 ports of 24 bits takes 0.026 mm2 at 16 nm, to the rounding of its pitch. */
    @Test
    void aCrossbarIsAGridOfWires() {
        assertThat(new Part.Crossbar(16, 32, 24).area(at(16)).areaMm2()).isCloseTo(0.026, within(0.0001));
    }

    /** A flip-flop of 4.52 um2, and 13 % of that for the clock network; three bits. */
    @Test
    void flipFlopsTakeTheirShareOfTheClockNetwork() {
        SourcedArea area = new Part.FlipFlops(3).area(at(45));
        assertThat(area.areaMm2()).isCloseTo(3 * 4.52 * 1.13 * UM2, within(1e-12));
        assertThat(area.source().citation()).contains("Nangate", "clock network [");
    }

    @Test
    void aPartThatNoTableCoversIsRefused() {
        assertThatThrownBy(() -> new Part.Sram(256, 16).area(at(65))).isInstanceOf(OutOfRangeException.class);
        assertThatThrownBy(() -> new Part.Multiplier(33).area(at(65)))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("width in bits of a multiplier must be 1 to 32, was 33");
    }

    @Test
    void aMachineHasNoFewerThanOneOfAPart() {
        assertThatThrownBy(() -> new ComponentParts(Component.ADDERS, 0, new Part.Adder(8)))
                .hasMessage("count must be at least 1, was 0");
    }

    /** Accelergy's Aladdin table at 45 nm: floating point products 2398 um2 and sums 872 um2 of 16 bits. */
    @Test
    void everyPartHasAnAreaAndATitle() {
        AreaModel model = at(45);
        assertThat(new Part.FloatMultiplier(16).area(model).areaMm2()).isCloseTo(2398 * UM2, within(1e-12));
        assertThat(new Part.FloatAdder(16).area(model).areaMm2()).isCloseTo(872 * UM2, within(1e-12));
        assertThat(new Part.FloatMultiplier(16).title()).isEqualTo("FP16");
        assertThat(new Part.FloatAdder(32).title()).isEqualTo("FP32");
        assertThat(new Part.Multiplier(8).title()).isEqualTo("8 b");
        assertThat(new Part.Adder(24).title()).isEqualTo("24 b");
        assertThat(new Part.RegisterFile(64, 16).title()).isEqualTo("64 x 16 b");
        assertThat(new Part.Sram(32768, 64).title()).isEqualTo("32768 B, words of 64 b");
        assertThat(new Part.FlipFlops(48).title()).isEqualTo("48 b of flip-flops");
        assertThat(new Part.Crossbar(16, 32, 24).title()).isEqualTo("16 x 32 of 24 b");
    }

    /** The row of 32 KiB with words of 64 bits at 65 nm, fast: 0.198064 mm2. */
    @Test
    void aComponentHasTheSourceOfItsPart() {
        var fast = new AreaModel(TableSet.shipped(), 65, SramTransistors.HIGH_PERFORMANCE);
        var one = new ComponentParts(Component.WEIGHT_BUFFER, 1, new Part.Sram(32768, 64));
        assertThat(one.areaMm2(fast)).isCloseTo(0.198064, within(1e-12));
        assertThat(one.source(fast))
                .isEqualTo(new Part.Sram(32768, 64).area(fast).source());
    }
}
