package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterconnectTableTest {

    private static final InterconnectTable TABLE = TableSet.shipped().interconnect();

    /** By hand at 130 nm and 1.2 V: half of the bits change, 0.5 x 1.44 x 0.43 pF x 1.44 V2 / 2 = 0.2229 pJ. */
    @Test
    void aBitOnAWireChargesItHalfOfTheTime() {
        assertThat(TABLE.bitMillimetre(130).energyPj()).isCloseTo(0.22292, within(1e-5));
    }

    /** The field's rule of thumb for 40 to 45 nm is 0.1 to 0.15 pJ a bit and millimetre. */
    @Test
    void at45NmAWireCostsWhatTheFieldReckonsWith() {
        assertThat(TABLE.bitMillimetre(45).energyPj()).isBetween(0.1, 0.15);
    }

    /** By hand at 16 nm: a word of 24 bits runs (16 + 32) x 24 wires of 0.297 um, 0.342144 mm. */
    @Test
    void aWordInACrossbarRunsAlongARowAndAColumn() {
        double bitPj = TABLE.bitMillimetre(16).energyPj();
        assertThat(TABLE.crossbar(16, 16, 32, 24).energyPj()).isCloseTo(24 * 0.342144 * bitPj, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 181})
    void aNodeOutsideIsRefused(int technologyNm) {
        assertThatThrownBy(() -> TABLE.bitMillimetre(technologyNm))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageContaining("must be 7 to 180, was " + technologyNm);
    }

    @Test
    void aNodeGivenTwiceIsAFault() {
        String text = """
                {"name": "x", "note": "",
                 "wire": {"activity": 0.5, "repeaterFactor": 1, "spread": {"low": 0.5, "high": 2, "reason": "r"}, "source": {"citation": "c", "confidence": "a"},
                   "rows": [{"technologyNm": 45, "picofaradsPerMm": 1}, {"technologyNm": 45, "picofaradsPerMm": 2}]},
                 "crossbar": {"technologyNm": 16, "wirePitchUm": 1,
                   "spread": {"low": 0.5, "high": 2, "reason": "r"}, "source": {"citation": "c", "confidence": "a"}}}
                """;
        var scaling = TableSet.shipped().scaling();
        assertThatThrownBy(() -> InterconnectTable.read("x.json", text, scaling))
                .hasMessage("x.json:\n  /wire/rows/1 must differ from the rows before, was again 45 nm");
    }

    private static InterconnectTable shipped() {
        return InterconnectTable.read(
                "interconnect",
                TableKind.INTERCONNECT.shippedText("interconnect"),
                TableSet.shipped().scaling());
    }

    /**
     * By hand: the pitch grows with the square root of a gate's area, 0.297 sqrt(0.08 / 0.01) = 0.84004 um at 65 nm; a
     * grid of 2 x 3 ports of 4 bits is 8 x 12 pitches, 96 x 0.84004^2 um2 = 6.7744e-5 mm2.
     */
    @Test
    void aCrossbarTakesTheAreaOfItsGrid() {
        assertThat(shipped().wirePitchUm(65)).isCloseTo(0.84004, within(1e-5));
        SourcedArea area = shipped().crossbarArea(65, 2, 3, 4);
        assertThat(area.areaMm2()).isCloseTo(6.7744e-5, within(1e-8));
        assertThat(area.source().citation()).contains("SCNN");
    }

    /** By the table: a word may be cut short to half its way, or need half as much besides; wires 0.69 to 1.44 times. */
    @Test
    void aWordInACrossbarMayBeOffByItsGridAndItsWires() {
        SourcedEnergy word = shipped().crossbar(16, 16, 32, 24);
        assertThat(word.lowPj() / word.energyPj()).isCloseTo(0.5 * 0.69, within(1e-9));
        assertThat(word.highPj() / word.energyPj()).isCloseTo(1.5 * 1.44, within(1e-9));
    }

    @Test
    void aWireNeedsRows() {
        String text = """
                {"name": "x", "note": "",
                 "wire": {"activity": 0.5, "repeaterFactor": 1, "spread": {"low": 0.5, "high": 2, "reason": "r"},
                   "source": {"citation": "c", "confidence": "a"}, "rows": []},
                 "crossbar": {"technologyNm": 16, "wirePitchUm": 1,
                   "spread": {"low": 0.5, "high": 2, "reason": "r"}, "source": {"citation": "c", "confidence": "a"}}}
                """;
        var scaling = TableSet.shipped().scaling();
        assertThatThrownBy(() -> InterconnectTable.read("x.json", text, scaling))
                .hasMessage("x.json:\n  /wire/rows must hold at least one row");
    }
}
