package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTableTest {

    private static final NodeScaling SCALING = TableSet.shipped().scaling();

    private static ClockTable of(String rows) {
        return ClockTable.read("flip-flop", """
            {"name": "x", "note": "", "storedShare": 0.5, "storedSource": {"citation": "gates", "confidence": "b"},
             "networkAreaShare": 0.25, "networkAreaSource": {"citation": "tree", "confidence": "b"},
             "spread": {"low": 0.5, "high": 3, "reason": "r"}, "rows": [%s]}\
            """.formatted(rows), SCALING);
    }

    private static String row(int technologyNm, double supplyV, double energyFj, double areaUm2) {
        return """
            {"technologyNm": %d, "supplyV": %s, "energyFj": %s, "areaUm2": %s,
             "source": {"citation": "cell of %d", "confidence": "a"}}\
            """.formatted(technologyNm, supplyV, energyFj, areaUm2, technologyNm);
    }

    /** By hand: 30 fJ of 130 nm are at its nominal 1.2 V; 8.35 fJ of 45 nm at 1.1 V are 6.900826 at 1.0 V. */
    @ParameterizedTest
    @CsvSource({"130, 0.030", "45, 0.006900826"})
    void aTabulatedCellIsTakenToTheNominalSupply(int technologyNm, double energyPj) {
        assertThat(TableSet.shipped().clock().cycle(technologyNm, 1, 0).energyPj())
                .isCloseTo(energyPj, within(1e-9));
    }

    /** By hand: a power law from (45, 6.900826) to (130, 30): 6.900826 (65 / 45)^1.3852 = 11.4843 fJ. */
    @Test
    void betweenTwoCellsLiesAPowerLaw() {
        SourcedEnergy energy = TableSet.shipped().clock().cycle(65, 1, 0);
        assertThat(energy.energyPj() * 1000).isCloseTo(11.4848, within(2e-3));
        assertThat(energy.source().citation()).contains("Nangate", "interpolated to 65 nm");
    }

    /** By hand: (10 + 0.5 x 6) x 4 fJ = 52 fJ, from half to three times that. */
    @Test
    void storedBitsCountTheirShare() {
        SourcedEnergy energy = of(row(45, 1.0, 4, 2)).cycle(45, 10, 6);
        assertThat(energy.lowPj()).isCloseTo(0.026, within(1e-12));
        assertThat(energy.energyPj()).isCloseTo(0.052, within(1e-12));
        assertThat(energy.highPj()).isCloseTo(0.156, within(1e-12));
        assertThat(energy.source().citation())
                .isEqualTo(
                        "cell of 45; the clock of 10 flip-flops, and of 6 in register files 0.5 of the time [gates]");
        assertThat(of(row(45, 1.0, 4, 2)).cycle(45, 0, 6).source().citation())
                .isEqualTo("cell of 45; the clock of 6 in register files 0.5 of the time [gates]");
        assertThat(of(row(45, 1.0, 4, 2)).cycle(45, 10, 0).source().citation()).doesNotContain("register");
    }

    /** A cell of 45 nm, whose supply is 1 V, at 2 V: 4 fJ there are a quarter of it at 1 V. */
    @Test
    void aCellIsBroughtToItsNodesSupplyByTheSquare() {
        assertThat(of(row(45, 2.0, 4, 2)).cycle(45, 1, 0).energyPj()).isCloseTo(0.001, within(1e-12));
    }

    /** By hand: 2 um2 and a quarter for the tree, 2.5 um2. */
    @Test
    void aBitTakesItsShareOfTheTree() {
        SourcedArea area = of(row(45, 1.0, 4, 2)).bitArea(45);
        assertThat(area.areaMm2()).isCloseTo(2.5e-6, within(1e-15));
        assertThat(area.source().citation()).contains("cell of 45", "[tree]");
    }

    /** Beyond the rows the energies and areas of gates lead on. */
    @Test
    void nodesBeyondTheRowsAreScaled() {
        ClockTable table = of(row(45, 1.0, 4, 2));
        assertThat(table.cycle(65, 1, 0).energyPj()).isCloseTo(0.004 * SCALING.energyRatio(45, 65), within(1e-12));
        assertThat(table.bitArea(16).areaMm2()).isCloseTo(2.5e-6 * SCALING.areaRatio(45, 16), within(1e-15));
        assertThat(TableSet.shipped().clock().cycle(180, 1, 0).energyPj())
                .isCloseTo(0.030 * SCALING.energyRatio(130, 180), within(1e-9));
    }

    @Test
    void whatHasNoFlipFlopHasNoPrice() {
        assertThatThrownBy(() -> of(row(45, 1.0, 4, 2)).cycle(45, 0, 0))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageContaining("must be at least 1, was 0");
    }

    @Test
    void rowsThatTheScalingDoesNotCoverAreNotUsed() {
        ClockTable table = of(row(250, 1.0, 4, 2));
        assertThatThrownBy(() -> table.cycle(45, 1, 0)).isInstanceOf(OutOfRangeException.class);
        assertThatThrownBy(() -> table.bitArea(45)).isInstanceOf(OutOfRangeException.class);
    }

    @Test
    void allFaultsAreReported() {
        assertThatThrownBy(() -> of(row(45, 1.0, 4, 2) + "," + row(45, 1.0, 5, 3)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/rows/1 must differ from the rows before, was again 45 nm");
        assertThatThrownBy(() -> of(row(65, 1.0, 4, 2) + "," + row(45, 1.0, 5, 3)))
                .hasMessageContaining("energyFj")
                .hasMessageContaining("areaUm2");
        assertThatThrownBy(() -> of("")).hasMessageContaining("/rows must hold at least one row");
    }
}
