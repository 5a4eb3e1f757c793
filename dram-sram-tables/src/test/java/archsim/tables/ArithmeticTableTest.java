package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticTableTest {

    private static final ArithmeticTable TABLE = TableSet.shipped().arithmetic();

    /** Horowitz, ISSCC 2014: products of 8 and 32 bits 0.2 and 3.1 pJ; EIE: 16 bits a fifth of 32. */
    @ParameterizedTest
    @CsvSource({"8, 0.2, A", "16, 0.62, B", "32, 3.1, A", "4, 0.05, B"})
    void productsCostWhatTheSourcesSay(int operandBits, double energyPj, Confidence confidence) {
        assertThat(TABLE.multiply(operandBits).energyPj()).isEqualTo(energyPj);
        assertThat(TABLE.multiply(operandBits).source().confidence()).isEqualTo(confidence);
    }

    /** Horowitz, ISSCC 2014: sums of 8, 16 and 32 bits 0.03, 0.05 and 0.1 pJ. */
    @ParameterizedTest
    @CsvSource({"8, 0.03, A", "16, 0.05, A", "32, 0.1, A", "4, 0.015, B"})
    void sumsCostWhatTheSourcesSay(int operandBits, double energyPj, Confidence confidence) {
        assertThat(TABLE.add(operandBits).energyPj()).isEqualTo(energyPj);
        assertThat(TABLE.add(operandBits).source().confidence()).isEqualTo(confidence);
    }

    /** By hand: 4 to 8 bits is exactly quadratic, so 6 bits cost 0.2 (6/8)^2 = 0.1125 pJ. */
    @Test
    void aProductBetweenTwoWidthsIsQuadratic() {
        SourcedEnergy product = TABLE.multiply(6);
        assertThat(product.energyPj()).isCloseTo(0.1125, within(1e-12));
        assertThat(product.source().confidence()).isEqualTo(Confidence.B);
        assertThat(product.source().citation()).contains("Horowitz").endsWith("; interpolated");
    }

    /** By hand: 4 to 8 bits is exactly linear, so 5 bits cost 0.03 x 5/8 = 0.01875 pJ. */
    @Test
    void aSumBetweenTwoWidthsIsLinear() {
        assertThat(TABLE.add(5).energyPj()).isCloseTo(0.01875, within(1e-12));
    }

    /** By hand: 24 bits between 0.05 and 0.1 pJ: the exponent is 1, 0.05 x 24/16 = 0.075 pJ. */
    @Test
    void anAccumulatorOf24BitsLiesBetween16And32() {
        assertThat(TABLE.add(24).energyPj()).isCloseTo(0.075, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 33})
    void aProductOutsideTheTableIsRefusedWithItsRange(int operandBits) {
        assertThatThrownBy(() -> TABLE.multiply(operandBits))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("width in bits of a product must be 2 to 32, was " + operandBits);
    }

    @Test
    void aTabulatedRegisterFileIsMetExactly() {
        assertThat(TABLE.registerAccess(24, 16).energyPj()).isEqualTo(0.119513);
        assertThat(TABLE.registerAccess(24, 16).source().citation()).contains("rf_24x16");
    }

    /** By hand: half of the word's 16 bits, half of 0.119513 pJ. */
    @Test
    void aNarrowerWordCostsInProportion() {
        assertThat(TABLE.registerAccess(24, 8).energyPj()).isCloseTo(0.0597565, within(1e-12));
        assertThat(TABLE.registerAccess(24, 8).source().confidence()).isEqualTo(Confidence.B);
    }

    /** By hand: 500 words are three banks of 224; an access touches one, 1.65932 pJ. */
    @Test
    void aLargeFileIsMadeOfBanks() {
        assertThat(TABLE.registerAccess(500, 16).energyPj()).isEqualTo(1.65932);
        assertThat(TABLE.registerAccess(500, 16).source().citation()).contains("rf_224x16", "one of several banks");
    }

    /** Horowitz, ISSCC 2014: products 1.1 and 3.7 pJ, sums 0.4 and 0.9 pJ of 16 and 32 bits. */
    @ParameterizedTest
    @CsvSource({"16, 1.1, 0.4", "32, 3.7, 0.9"})
    void floatingPointNumbersCostWhatTheSourceSays(int operandBits, double multiplyPj, double addPj) {
        assertThat(TABLE.floatMultiply(operandBits).energyPj()).isEqualTo(multiplyPj);
        assertThat(TABLE.floatAdd(operandBits).energyPj()).isEqualTo(addPj);
    }

    /** By hand: linear from 32 bits on, 0.1 x 64/32 = 0.2 pJ. */
    @Test
    void aSumWiderThanAnyPublishedIsLinear() {
        assertThat(TABLE.add(64).energyPj()).isCloseTo(0.2, within(1e-12));
    }

    /** By hand: 16 flip-flops of 0.008999495 pJ, however many words wait beside: 0.14399192 pJ. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 11})
    void aSmallFileIsMadeOfFlipFlops(int words) {
        assertThat(TABLE.registerAccess(words, 16).energyPj()).isCloseTo(0.14399192, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, words of a register file must be 1 to 3584",
        "3585, 16, words of a register file must be 1 to 3584",
        "24, 0, word in bits of a register file must be 1 to 1024",
        "24, 1025, word in bits of a register file must be 1 to 1024"
    })
    void aRegisterFileOutsideTheTableIsRefusedWithItsRange(int words, int wordBits, String message) {
        assertThatThrownBy(() -> TABLE.registerAccess(words, wordBits))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aFileTellsAllItsFaultsAtOnce() {
        String text = """
                {"name": "x", "technologyNm": 45, "note": "",
                 "multiply": [],
                 "floatMultiply": [], "floatAdd": [],
                 "add": [{"operandBits": 8, "energyPj": 1, "source": {"citation": "memory", "confidence": "c"}},
                         {"operandBits": 8, "energyPj": 2, "source": {"citation": "paper", "confidence": "a"}}],
                 "registerFile": {"wordBits": 16, "narrowestBits": 1, "widestBits": 64, "largestBanks": 1,
                    "flipFlopPjPerBit": 1,
                    "flipFlopSource": {"citation": "memory", "confidence": "c"},
                    "rows": [{"words": 8, "energyPj": 1, "source": {"citation": "paper", "confidence": "a"}}]}}
                """;
        assertThatThrownBy(() -> ArithmeticTable.read("x.json", text)).hasMessage("""
                        x.json:
                          /multiply must hold at least one row
                          /add/0/source/confidence must be "a" or "b" for a chosen energy, was "c"
                          /add/1 must differ from the rows before, was again 8
                          /floatMultiply must hold at least one row
                          /floatAdd must hold at least one row
                          /registerFile/flipFlopSource/confidence must be "a" or "b" for a chosen energy, was "c\"""");
    }

    @Test
    void aRegisterFileWhoseRangeLeavesOutItsOwnWordIsAFault() {
        String text = """
                {"name": "x", "technologyNm": 45, "note": "", "multiply": [], "add": [], "floatMultiply": [], "floatAdd": [],
                 "registerFile": {"wordBits": 16, "narrowestBits": 17, "widestBits": 64, "largestBanks": 1,
                    "flipFlopPjPerBit": 1,
                    "flipFlopSource": {"citation": "paper", "confidence": "a"}, "rows": []}}
                """;
        assertThatThrownBy(() -> ArithmeticTable.read("x.json", text))
                .hasMessage(
                        "x.json:\n  /registerFile wordBits must lie from narrowestBits 17 to widestBits 64, was 16");
    }
}
