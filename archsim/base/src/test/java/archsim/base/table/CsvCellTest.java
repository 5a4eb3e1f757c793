package archsim.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=cmd|' /C calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=", "-", "--1", "-1.5e", "+-1"
            })
    void whatCouldBeAFormulaIsMarkedAsText(String cell) {
        assertThat(CsvCell.of(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "+2", "-1e-9", "-.5", "+3.E7", "", "conv1", "a=b", "1-2", "'x"})
    void numbersAndPlainTextStayAsTheyAre(String cell) {
        assertThat(CsvCell.of(cell)).isEqualTo(cell);
    }

    @Test
    void headersAndCellsOfATableAreMarkedButNumbersAreNot() {
        ResultTable table = ResultTable.titled("")
                .text("=key")
                .number("x", "%.1f")
                .row("=1+1", -1.5)
                .build();
        assertThat(CsvTable.render(table)).isEqualTo("'=key,x\n'=1+1,-1.5\n");
    }
}
