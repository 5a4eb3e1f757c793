package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeScalingTest {

    private static final NodeScaling SCALING = TableSet.shipped().scaling();

    /**
     * By hand: 65 nm at 1.1 V is 3.755 x 1.21 - 4.398 x 1.1 + 1.975 = 1.68075; 45 nm at 1 V is 1.018 - 0.3107 + 0.1539 =
     * 0.8612; 1.68075 / 0.8612 = 1.9516.
     */
    @Test
    void logicAt65NmCostsAboutTwiceThatAt45Nm() {
        assertThat(SCALING.energyRatio(45, 65)).isCloseTo(1.9516, within(0.0001));
        assertThat(SCALING.energyRatio(65, 45)).isCloseTo(1 / 1.9516, within(0.0001));
    }

    /** Energies relative to 45 nm, the fits evaluated at each node's nominal supply. */
    @ParameterizedTest
    @CsvSource({
        "180, 55.1",
        "130, 6.01",
        "90, 3.73",
        "32, 0.531",
        "20, 0.233",
        "16, 0.161",
        "14, 0.112",
        "10, 0.082",
        "7, 0.056"
    })
    void everyNodeHasItsPublishedRatio(int technologyNm, double ratio) {
        assertThat(SCALING.energyRatio(45, technologyNm)).isCloseTo(ratio, within(0.005 * Math.max(1, ratio)));
    }

    /** 28 nm has no fit: between 0.531 at 32 nm and 0.233 at 20 nm, 0.531 (0.233/0.531)^(ln(32/28)/ln(32/20)) = 0.42. */
    @Test
    void anUnfittedNodeIsInterpolated() {
        assertThat(SCALING.energyRatio(45, 28)).isCloseTo(0.42, within(0.005));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 181})
    void aNodeOutsideTheFitsIsRefusedWithTheRange(int technologyNm) {
        assertThatThrownBy(() -> SCALING.energyRatio(45, technologyNm))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("technology node in nm must be 7 to 180, was " + technologyNm);
    }

    /**
     * By hand: areas 0.08 and 0.053 of that at 180 nm; delays at 65 nm -53.3 x 1.331 + 230.4 x 1.21 - 333.9 x 1.1 + 178.6 =
     * 19.152 and at 45 nm -501.6 + 1567 - 1619 + 566.1 = 12.5.
     */
    @Test
    void areaAndDelayShrinkToo() {
        assertThat(SCALING.areaRatio(65, 45)).isCloseTo(0.053 / 0.08, within(1e-12));
        assertThat(SCALING.delayRatio(65, 45)).isCloseTo(12.5 / 19.152, within(1e-4));
        assertThat(SCALING.supplyV(65)).isEqualTo(1.1);
    }

    @Test
    void aFitBelowZeroIsAFaultOfItsNode() {
        String text = """
                {"name": "x", "note": "", "source": {"citation": "c", "confidence": "a"}, "nodes": [
                  {"technologyNm": 45, "supplyV": 1, "energy": [1, 0, 0], "delay": [0, 0, 0, 1], "areaFrom180": 1},
                  {"technologyNm": 32, "supplyV": 1, "energy": [1, -2, 0], "delay": [0, 0, 1], "areaFrom180": 1}]}
                """;
        assertThatThrownBy(() -> NodeScaling.read("x.json", text))
                .hasMessage("x.json:\n  /nodes/1 energy must be above 0 at supplyV 1.0, was -1.0 of [1.0, -2.0, 0.0]");
    }

    @Test
    void aNodeGivenTwiceIsAFault() {
        String node =
                "{\"technologyNm\": 45, \"supplyV\": 1, \"energy\": [1, 0, 0], \"delay\": [0, 0, 0, 1], \"areaFrom180\": 1}";
        String text = """
                {"name": "x", "note": "", "source": {"citation": "c", "confidence": "a"}, "nodes": [%s, %s]}
                """.formatted(node, node);
        assertThatThrownBy(() -> NodeScaling.read("x.json", text))
                .hasMessage("x.json:\n  /nodes/1 must differ from /nodes/0, was again 45 nm");
    }
}
