package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointConfigsTest {

    private static final String AXES = """
            {"pointer": "/tiling/objective", "values": ["cycles", "energy"]},
            {"pointer": ["/accelerator/clockMhz", "/memory/clockMhz"], "values": [100, 200]},
            {"pointer": "/accelerator", "values": ["diannao", "sticker"]},
            {"pointer": "/seed", "values": [1, 2]},
            {"pointer": "/tiling", "values": [{}, {"given": {}}]}
            """;

    @Test
    void theyAreThoseOfTheSweepInTheOrderOfTheirKeys() {
        Sweep sweep = SampleSweeps.read(AXES);
        var configs = new PointConfigs(sweep);

        for (int point = 0; point < sweep.size(); point++) {
            List<JsonValue> values = sweep.values(sweep.steps(point));
            assertThat(configs.of(values)).hasToString(sweep.config(values).toString());
        }
    }

    @Test
    void aPartWithTheSameValuesIsTheSameObject() {
        Sweep sweep = SampleSweeps.read(AXES);
        var configs = new PointConfigs(sweep);
        JsonObject first = configs.of(sweep.values(sweep.steps(0)));
        JsonObject otherSeed = configs.of(sweep.values(sweep.steps(2)));

        assertThat(otherSeed.get("seed")).isNotEqualTo(first.get("seed"));
        assertThat(otherSeed.get("accelerator")).isSameAs(first.get("accelerator"));
    }

    @Test
    void aValueWithoutAPlaceIsRefusedAtEachPoint() {
        Sweep sweep = SampleSweeps.read("{\"pointer\": \"/fidelity/x\", \"values\": [1]}");
        var configs = new PointConfigs(sweep);

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> configs.of(sweep.values(sweep.steps(0))))
                    .isInstanceOf(ConfigPath.LeadsNowhereException.class)
                    .hasMessageContaining("/fidelity/x does not exist");
        }
    }
}
