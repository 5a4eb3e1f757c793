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
                 "wire": {"activity": 0.5, "repeaterFactor": 1, "source": {"citation": "c", "confidence": "a"},
                   "rows": [{"technologyNm": 45, "picofaradsPerMm": 1}, {"technologyNm": 45, "picofaradsPerMm": 2}]},
                 "crossbar": {"technologyNm": 16, "wirePitchUm": 1, "source": {"citation": "c", "confidence": "a"}}}
                """;
        var scaling = TableSet.shipped().scaling();
        assertThatThrownBy(() -> InterconnectTable.read("x.json", text, scaling))
                .hasMessage("x.json:\n  /wire/rows/1 must differ from the rows before, was again 45 nm");
    }
}
