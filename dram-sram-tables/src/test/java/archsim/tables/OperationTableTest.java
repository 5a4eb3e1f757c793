package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OperationTableTest {

    private static final OperationTable TABLE = TableSet.shipped().operation();

    /** At 45 nm, 1.0 V nominal and 0.18 V of threshold: 0.62^1.3 / 0.8 over 0.82^1.3 / 1 is 0.86898. */
    @Test
    void speedFollowsTheAlphaPowerLaw() {
        assertThat(TABLE.speed(45, 0.8))
                .isCloseTo(Math.pow(0.62, 1.3) / 0.8 / Math.pow(0.82, 1.3), within(1e-12))
                .isCloseTo(0.869, within(1e-3));
        assertThat(TABLE.speed(45, 1.0)).isEqualTo(1);
    }

    /** A sum of 8 bits in 0.27 ns: 3,704 MHz at 45 nm. */
    @Test
    void noClockIsFasterThanASumThatIsFedBack() {
        assertThat(TABLE.mostMhz(45, OptionalDouble.empty())).isCloseTo(1000 / 0.27, within(1e-9));
        assertThat(TABLE.mostMhz(45, OptionalDouble.of(0.8)))
                .isCloseTo(1000 / 0.27 * TABLE.speed(45, 0.8), within(1e-9));
        assertThat(TABLE.mostMhz(16, OptionalDouble.empty())).isGreaterThan(5000);
    }

    /** 0.18 and 0.2 V; 1.1 times 1.0 V; below 22 nm no threshold is known. */
    @Test
    void theLawHoldsWithinARange() {
        assertThat(TABLE.leastV(45)).isCloseTo(0.38, within(1e-12));
        assertThat(TABLE.mostV(45)).isCloseTo(1.1, within(1e-12));
        assertThatThrownBy(() -> TABLE.leastV(16)).isInstanceOf(OutOfRangeException.class);
        assertThat(TABLE.temperaturesK(16, SramTransistors.LOW_STANDBY_POWER)).containsExactly(300, 380);
    }

    @Test
    void aTableWithoutRoomTemperatureOrNodesIsRefused() {
        String text =
                TableKind.OPERATION.shippedText("operation").replace("\"temperatureK\": 300", "\"temperatureK\": 301");
        assertThatThrownBy(() ->
                        OperationTable.read("mine", text, TableSet.shipped().scaling()))
                .hasMessageContaining("/sram must hold low-standby-power transistors at 300 K")
                .hasMessageContaining("/sram must hold high-performance transistors at 300 K");
    }
}
