package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
        assertThat(TABLE.temperaturesK(45, SramTransistors.HIGH_PERFORMANCE)).containsExactly(300, 380);
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

    private static final SourcedEnergy ONE_PJ = new SourcedEnergy(0.5, 1, 2, new Source("one picojoule", Confidence.C));

    /** 0.8 of 1.0 V: the square is 0.64, leakage 0.8 exp(-0.2 / 0.82). */
    @Test
    void switchingAndLeakingFollowTheSupply() {
        SourcedEnergy switched = TABLE.switched(ONE_PJ, 45, 0.8);
        assertThat(switched.energyPj()).isCloseTo(0.64, within(1e-12));
        double fit = TableSet.shipped().scaling().energyAtSupply(45, 0.8);
        assertThat(switched.lowPj()).isCloseTo(0.5 * Math.min(0.64, fit), within(1e-12));
        assertThat(switched.highPj()).isCloseTo(2 * Math.max(0.64, fit), within(1e-12));
        SourcedEnergy leaking = TABLE.leaking(ONE_PJ, 45, 0.8);
        assertThat(leaking.energyPj()).isCloseTo(0.8 * Math.exp(-0.2 / 0.82), within(1e-12));
        assertThat(leaking.source().citation()).contains("at 0.80 V");
    }

    /** CACTI's 2.4 and 21.7 pW of low standby power at 45 nm; 50 nm takes those of 45, the nearest. */
    @Test
    void memoriesLeakByTemperature() {
        for (int node : new int[] {45, 50}) {
            assertThat(TABLE.warm(ONE_PJ, node, SramTransistors.LOW_STANDBY_POWER, 350)
                            .energyPj())
                    .isCloseTo(21.7 / 2.4, within(1e-9));
        }
        assertThat(TABLE.warm(ONE_PJ, 65, SramTransistors.HIGH_PERFORMANCE, 380).energyPj())
                .isCloseTo(192_000 / 68_800.0, within(1e-9));
    }

    /** 25 nW of a square micrometre are 50 pJ a nanosecond of 2 mm2; below 7 nm those of 7 nm, 1 nW, and memories of 22 nm. */
    @Test
    void logicLeaksByArea() {
        SourcedEnergy at45 = TABLE.logicLeakage(45, 2, 300);
        assertThat(at45.energyPj()).isCloseTo(50, within(1e-9));
        assertThat(at45.source().citation()).contains("Nangate");
        assertThat(at45.lowPj()).isCloseTo(50 * 0.69, within(1e-9));
        assertThat(TABLE.leakageSpread().high()).isEqualTo(3.5);
        assertThat(TABLE.logicLeakage(45, 2, 350).energyPj()).isCloseTo(50 * 125_000 / 61_700.0, within(1e-9));
        assertThat(TABLE.logicLeakage(5, 1, 350).energyPj()).isCloseTo(18_300 / 10_400.0, within(1e-9));
        assertThat(TABLE.logicLeakage(180, 1, 300).energyPj()).isCloseTo(0.016, within(1e-12));
    }

    @Test
    void theLeastCycleSaysWhatTakesIt() {
        assertThat(TABLE.mostMhzReason()).startsWith("a sum of 8 bits").endsWith("takes 0.27 ns at 45 nm");
    }

    @Test
    void emptyAndRepeatedRowsAreRefused() {
        JsonObject shipped = StrictJson.parseObject("operation", TableKind.OPERATION.shippedText("operation"));
        JsonObject faulty = Json.createPatchBuilder()
                .replace("/supply/thresholds", JsonValue.EMPTY_JSON_ARRAY)
                .replace("/logic", JsonValue.EMPTY_JSON_ARRAY)
                .replace("/sram/1/temperatureK", 300)
                .build()
                .apply(shipped);
        assertThatThrownBy(() -> OperationTable.read(
                        "mine", faulty.toString(), TableSet.shipped().scaling()))
                .hasMessageContaining("/supply/thresholds must hold at least one node")
                .hasMessageContaining("/logic must hold at least one node")
                .hasMessageContaining("/sram/1 must differ from the rows before, was again 300 K")
                .hasMessageNotContaining("/sram/2 ");
    }
}
