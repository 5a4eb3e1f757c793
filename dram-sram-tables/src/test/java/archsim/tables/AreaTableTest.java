package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import org.junit.jupiter.api.Test;

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

    private static String rows(String... rows) {
        return "[" + String.join(", ", rows) + "]";
    }

    private static String row(String key, int size, double areaUm2) {
        return "{\"%s\": %d, \"areaUm2\": %s, %s}".formatted(key, size, areaUm2, SOURCE);
    }

    private static void read(String multiply, String add, String floatMultiply, String floatAdd) {
        AreaTable.read(
                "x.json",
                """
                {"name": "x", "technologyNm": 45, "note": "", "multiply": %s, "add": %s, "floatMultiply": %s,
                 "floatAdd": %s}\
                """.formatted(multiply, add, floatMultiply, floatAdd),
                TableSet.shipped().scaling());
    }

    @Test
    void eachListNeedsRows() {
        assertThatThrownBy(() -> read("[]", "[]", "[]", "[]")).hasMessage("""
            x.json:
              /multiply must hold at least one row
              /add must hold at least one row
              /floatMultiply must hold at least one row
              /floatAdd must hold at least one row\
            """);
    }

    @Test
    void aRowGivenTwiceAndOneThatShrinksAreFaultsOfEachList() {
        String twice = rows(row("operandBits", 8, 1), row("operandBits", 8, 2));
        String shrinks = rows(row("operandBits", 8, 2), row("operandBits", 16, 1));
        assertThatThrownBy(() -> read(twice, shrinks, shrinks, twice)).hasMessage("""
            x.json:
              /multiply/1 must differ from the rows before, was again 8
              /add/1/areaUm2 must exceed 2.0 of /add/0, was 1.0: a wider operand costs more
              /floatMultiply/1/areaUm2 must exceed 2.0 of /floatMultiply/0, was 1.0: a wider operand costs more
              /floatAdd/1 must differ from the rows before, was again 8\
            """);
    }
}
