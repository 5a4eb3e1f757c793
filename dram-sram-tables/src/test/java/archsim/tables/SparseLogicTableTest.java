package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseLogicTableTest {

    private static final NodeScaling SCALING = TableSet.shipped().scaling();

    private static SparseLogicTable shipped() {
        return TableSet.shipped().sparseLogic();
    }

    private static SparseLogicTable of(String... rows) {
        return SparseLogicTable.read("sparse-logic-45nm", """
            {"name": "x", "technologyNm": 45, "note": "", "rows": [%s]}\
            """.formatted(String.join(", ", rows)), SCALING);
    }

    private static String row(String unit, int size, double energyPj, double areaUm2) {
        return """
            {"unit": "%s", "size": %d, "lowPj": %s, "energyPj": %s, "highPj": %s, "areaUm2": %s,
             "source": {"citation": "%s", "confidence": "b"}}\
            """.formatted(unit, size, energyPj / 2, energyPj, 2 * energyPj, areaUm2, unit);
    }

    private static String each(double energyPj) {
        return Stream.of("priority-encoder", "mask-join", "select", "coordinate")
                .map(unit -> row(unit, 1, energyPj, 10))
                .collect(Collectors.joining(", "));
    }

    /** By hand, toggles at 1.1 V over 1.21: 223 fJ are 0.1843 pJ, 283 fJ 0.2339; 594 and 866 fJ have a mean of 717.2, 0.5927. */
    @ParameterizedTest
    @CsvSource({"PRIORITY_ENCODER, 64, 0.1843", "COORDINATE, 1, 0.2339", "MASK_JOIN, 64, 0.5927"})
    void synthesesAreAtTheNominalSupply(SparseUnit unit, int size, double energyPj) {
        assertThat(shipped().energy(45, unit, size).energyPj()).isCloseTo(energyPj, within(6e-4));
    }

    /** By hand: 0.3483 x 954 mW over 256 words a nanosecond are 1.298 pJ a word at Cambricon-X's 65 nm. */
    @Test
    void selectingTakesWhatTheChipPrints() {
        SourcedEnergy word = shipped().energy(65, SparseUnit.SELECT, 256);
        assertThat(word.energyPj()).isCloseTo(0.3483 * 954 / 256, within(0.01));
        assertThat(word.highPj()).isGreaterThan(20);
        assertThat(word.source().citation()).contains("Cambricon-X", "from 45 to 65 nm");
    }

    /** By hand: from (1, 2 pJ) to (4, 8 pJ) energies are linear, 4 pJ at 2; areas from 10 to 160 um2 quadratic, 40. */
    @Test
    void betweenTwoSizesLiesAPowerLaw() {
        SparseLogicTable table = of(each(2), row("select", 4, 8, 160));
        assertThat(table.energy(45, SparseUnit.SELECT, 2).energyPj()).isCloseTo(4, within(1e-12));
        assertThat(table.area(45, SparseUnit.SELECT, 2).areaMm2()).isCloseTo(40e-6, within(1e-15));
        assertThat(table.area(16, SparseUnit.SELECT, 1).areaMm2())
                .isCloseTo(10e-6 * SCALING.areaRatio(45, 16), within(1e-15));
        assertThatThrownBy(() -> table.energy(45, SparseUnit.SELECT, 5))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageContaining("must be 1 to 4, was 5");
    }

    @Test
    void allFaultsAreReported() {
        assertThatThrownBy(() -> of(row("select", 4, 8, 160), row("select", 4, 8, 160), row("select", 8, 7, 100)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/rows/1 must differ from the rows before, was again of size 4")
                .hasMessageContaining("/rows must hold at least one row of each unit, lacks")
                .hasMessageContaining("energyPj")
                .hasMessageContaining("areaUm2");
        assertThatThrownBy(() -> of(each(1).replace("\"lowPj\": 0.5", "\"lowPj\": 1.5")))
                .hasMessageContaining("energyPj must lie from lowPj to highPj");
    }
}
