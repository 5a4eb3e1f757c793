package archsim.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final ResultTable TABLE = ResultTable.titled("Layers")
            .text("layer")
            .number("cycles", "%,d")
            .number("energy (nJ)", "%.2f")
            .row("conv1", 1234567L, 0.125)
            .row("fully, connected \"1\"", 5, 1e22)
            .row("pool", 0, "n/a")
            .build();

    /** Widths: 20 for the longest name, 9 for 1,234,567, 26 for 1e22 with two digits; 2 x 2 between: a rule of 59. */
    @Test
    void textIsAlignedLeftAndNumbersRight() {
        assertThat(TextTable.render(TABLE))
                .isEqualTo(String.join(
                        "\n",
                        "Layers",
                        "layer                    cycles                 energy (nJ)",
                        "-".repeat(59),
                        "conv1                 1,234,567                        0.13",
                        "fully, connected \"1\"          5  10000000000000000000000.00",
                        "pool                          0                         n/a",
                        ""));
    }

    @Test
    void csvHoldsTheNumbersInFullAndQuotesWhatNeedsIt() {
        assertThat(CsvTable.render(TABLE)).isEqualTo("""
            layer,cycles,energy (nJ)
            conv1,1234567,0.125
            "fully, connected ""1\""",5,1E+22
            pool,0,n/a
            """);
    }

    /** Keys with dots are nested; what is lacking is left out of JSON, empty in CSV and a dash for people. */
    @Test
    void programsReadKeysAndPeopleHeaders() {
        ResultTable table = ResultTable.titled("")
                .text("layer")
                .number("weights (b)", "bits.weights", "%d")
                .number("indices (b)", "bits.indices", "%d")
                .text("least", "smallest")
                .row("a", 3, Optional.of(2), true)
                .row("b", 4, Optional.empty(), false)
                .build();
        assertThat(JsonTable.render(table).replaceAll("\\s", ""))
                .isEqualTo("[{\"layer\":\"a\",\"bits\":{\"weights\":3,\"indices\":2},\"smallest\":true},"
                        + "{\"layer\":\"b\",\"bits\":{\"weights\":4},\"smallest\":false}]");
        assertThat(CsvTable.render(table))
                .isEqualTo("layer,bits.weights,bits.indices,smallest\na,3,2,true\nb,4,,false\n");
        assertThat(TextTable.render(table))
                .contains("weights (b)  indices (b)  least\n")
                .containsPattern("\na +3 +2 +\\*\n")
                .containsPattern("\nb +4 +-\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 999, -999, 1000, -1000, 123456, -123456, 1234567, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeNumbersAreShownAsByAFormatter(long number) {
        for (String pattern : List.of("%d", "%,d")) {
            assertThat(new Column("n", "n", Optional.of(pattern)).shown(number))
                    .isEqualTo(String.format(Locale.ROOT, pattern, number));
        }
    }

    /** A formatter would write 1.234e+04; programs read nanoseconds. */
    @ParameterizedTest
    @CsvSource({"12345678, '12,346'", "9999499, 9999", "1234.5, 1.235", "0, 0", "0.05, 5.000e-05"})
    void fittedNumbersHaveFourDigitsInAnotherUnit(double ns, String shown) {
        ResultTable table = ResultTable.titled("")
                .fitted("time (us)", "timeNs", 1000)
                .row(ns)
                .build();

        assertThat(TextTable.render(table).lines().toList().get(2).strip()).isEqualTo(shown.replace("9999", "9,999"));
        assertThat(CsvTable.render(table)).startsWith("timeNs\n");
        assertThat(Double.parseDouble(CsvTable.render(table).lines().toList().get(1)))
                .isEqualTo(ns);
    }

    @Test
    void aTableWithoutTitleOrRowsIsItsHeader() {
        ResultTable empty = ResultTable.titled("").text("name").text("unit").build();

        assertThat(TextTable.render(empty)).isEqualTo("name  unit\n----------\n");
        assertThat(CsvTable.render(empty)).isEqualTo("name,unit\n");
    }

    @Test
    void aRowOfTheWrongLengthIsRefused() {
        ResultTable.Builder table = ResultTable.titled("").text("a").text("b").row("x");

        assertThatThrownBy(table::build).hasMessage("a row needs 2 cells, was [x]");
    }

    @Test
    void aTableWithoutColumnsIsRefused() {
        assertThatThrownBy(() -> new ResultTable("", List.of(), List.of())).hasMessage("a table needs a column");
    }
}
