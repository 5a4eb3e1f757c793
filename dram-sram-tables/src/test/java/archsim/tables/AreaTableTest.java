package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTableTest {

    private static final double UM2 = 1e-6;
    private static final String SOURCE = "\"source\": {\"citation\": \"paper\", \"confidence\": \"a\"}";

    private static AreaTable shipped() {
        return AreaTable.read(
                "logic-45nm",
                TableKind.AREA.shippedText("logic-45nm"),
                TableSet.shipped().scaling());
    }

    /** Rows of 16 bits at 45 nm: intmul16, intadd16, and the two parts of the floating point unit. */
    @Test
    void eachOperationHasItsOwnRows() {
        AreaTable table = shipped();
        assertThat(table.multiplier(45, 16).areaMm2()).isCloseTo(1587.5 * UM2, within(1e-12));
        assertThat(table.adder(45, 16).areaMm2()).isCloseTo(139 * UM2, within(1e-12));
        assertThat(table.floatMultiplier(45, 16).areaMm2()).isCloseTo(2398 * UM2, within(1e-12));
        assertThat(table.floatAdder(45, 16).areaMm2()).isCloseTo(872 * UM2, within(1e-12));
        assertThat(TableSet.shipped().area().adder(45, 16)).isEqualTo(table.adder(45, 16));
    }

    /** By hand: quadratic between 396.875 um2 of 8 and 1587.5 um2 of 16 bits, 396.875 (12/8)^2 = 892.96875 um2. */
    @Test
    void anInterpolatedWidthSaysSo() {
        SourcedArea area = shipped().multiplier(45, 12);
        assertThat(area.areaMm2()).isCloseTo(892.96875 * UM2, within(1e-12));
        assertThat(area.source().citation()).contains("intmul8").endsWith("; interpolated");
        assertThat(area.source().confidence()).isEqualTo(Confidence.B);
        assertThat(shipped().multiplier(45, 16).source().citation()).doesNotContain("interpolated");
    }

    /** By hand: a gate takes 0.08 of its area at 180 nm at 65 nm, 0.053 at 45 nm: 139 x 0.08 / 0.053 = 209.811 um2. */
    @Test
    void anotherNodeFollowsTheAreaOfAGate() {
        SourcedArea area = shipped().adder(65, 16);
        assertThat(area.areaMm2()).isCloseTo(209.811 * UM2, within(1e-9));
        assertThat(area.source().citation()).contains("from 45 to 65 nm by ");
        assertThat(shipped().adder(45, 16).source().citation()).doesNotContain("from 45");
    }

    /** By hand: 64 x 16 bits take 845.98 um2; 8 bits half; 6 words half of 12 words' 110.98; 448 twice 224's 3925.98. */
    @ParameterizedTest
    @CsvSource({
        "64, 16, 845.98",
        "64, 8, 422.99",
        "12, 16, 110.98",
        "6, 16, 55.49",
        "224, 32, 7851.96",
        "448, 16, 7851.96"
    })
    void registerFilesGrowWithWordsAndWidth(int words, int wordBits, double areaUm2) {
        SourcedArea area = shipped().registerFile(45, words, wordBits);
        assertThat(area.areaMm2()).isCloseTo(areaUm2 * UM2, within(1e-12));
        assertThat(area.source().citation())
                .endsWith("in proportion to words of %d x %d bits".formatted(words, wordBits));
    }

    private static String rows(String... rows) {
        return "[" + String.join(", ", rows) + "]";
    }

    private static String row(String key, int size, double areaUm2) {
        return "{\"%s\": %d, \"areaUm2\": %s, %s}".formatted(key, size, areaUm2, SOURCE);
    }

    private static void read(String multiply, String add, String floatMultiply, String floatAdd, String files) {
        AreaTable.read(
                "x.json",
                """
                {"name": "x", "technologyNm": 45, "note": "", "multiply": %s, "add": %s, "floatMultiply": %s,
                 "floatAdd": %s, "registerWordBits": 16, "registerFile": %s}""".formatted(multiply, add, floatMultiply, floatAdd, files),
                TableSet.shipped().scaling());
    }

    @Test
    void eachListNeedsRows() {
        assertThatThrownBy(() -> read("[]", "[]", "[]", "[]", "[]")).hasMessage("""
                x.json:
                  /multiply must hold at least one row
                  /add must hold at least one row
                  /floatMultiply must hold at least one row
                  /floatAdd must hold at least one row
                  /registerFile must hold at least one row""");
    }

    @Test
    void aRowGivenTwiceAndOneThatShrinksAreFaultsOfEachList() {
        String twice = rows(row("operandBits", 8, 1), row("operandBits", 8, 2));
        String shrinks = rows(row("operandBits", 8, 2), row("operandBits", 16, 1));
        String files = rows(row("words", 8, 3), row("words", 16, 3), row("words", 8, 4));
        assertThatThrownBy(() -> read(twice, shrinks, shrinks, twice, files)).hasMessage("""
                x.json:
                  /multiply/1 must differ from the rows before, was again 8
                  /add/1/areaUm2 must exceed 2.0 of /add/0, was 1.0: a wider operand costs more
                  /floatMultiply/1/areaUm2 must exceed 2.0 of /floatMultiply/0, was 1.0: a wider operand costs more
                  /floatAdd/1 must differ from the rows before, was again 8
                  /registerFile/2 must differ from the rows before, was again 8
                  /registerFile/1/areaUm2 must exceed 4.0 of /registerFile/2, was 3.0: a larger file costs more""");
    }
}
