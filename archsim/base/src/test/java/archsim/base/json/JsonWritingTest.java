package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonWritingTest {

    /** One number of each kind. */
    private record Numbers(int whole, double real, float narrow, OptionalDouble absent, Map<String, Double> map) {}

    @Test
    void componentsComeInTheOrderOfTheirDeclaration() {
        Machine machine = StrictJson.read("m.json", Machine.SOUND, Machine.class);

        assertThat(StrictJson.write(machine)).isEqualTo("""
                {
                  "name": "sticker",
                  "rows": 16,
                  "macs": 5000000000,
                  "clockMhz": 200,
                  "gated": true,
                  "stationary": "row-stationary",
                  "dataflow": {
                    "kind": "sparse",
                    "window": 256,
                    "step": 16
                  },
                  "buffers": [
                    {
                      "purpose": "weights",
                      "bytes": 65536
                    },
                    {
                      "purpose": "inputs",
                      "bytes": 1024
                    }
                  ],
                  "density": {
                    "conv1": 0.5,
                    "conv2": 1
                  },
                  "queueDepth": 8
                }
                """);
    }

    @Test
    void whatWasWrittenReadsBackAsTheSame() {
        Machine machine = StrictJson.read("m.json", Machine.SOUND, Machine.class);

        assertThat(StrictJson.read("m.json", StrictJson.write(machine), Machine.class))
                .isEqualTo(machine);
    }

    @Test
    void numbersAreInTheirShortestForm() {
        var numbers = new Numbers(-1, 2.0E-3, 0.1f, OptionalDouble.empty(), Map.of("x", 1.0E30));

        assertThat(StrictJson.write(numbers)).isEqualTo("""
                {
                  "whole": -1,
                  "real": 0.002,
                  "narrow": 0.1,
                  "map": {
                    "x": 1E+30
                  }
                }
                """);
    }

    @Test
    void aTreeInsideARecordStaysAsItWas() {
        JsonObject config = Json.createObjectBuilder()
                .add("z", new BigDecimal("1.50"))
                .addNull("a")
                .build();

        assertThat(StrictJson.write(new Machine.WithTree(config, List.of()))).isEqualTo("""
                {
                  "config": {
                    "z": 1.50,
                    "a": null
                  },
                  "machines": []
                }
                """);
    }

    @Test
    void listsOfPlainValuesStandInOneLine() {
        assertThat(StrictJson.write(Map.of("a", List.of(1, "x", List.of()))))
                .isEqualTo("{\n  \"a\": [\n    1,\n    \"x\",\n    []\n  ]\n}\n");
        assertThat(StrictJson.write(List.of(1, "x", true))).isEqualTo("[1, \"x\", true]\n");
        assertThat(StrictJson.write(Map.of())).isEqualTo("{}\n");
    }

    @Test
    void keysThatAreEnumConstantsAreSpelledAsInJson() {
        var counts = new EnumMap<>(Map.of(Machine.Stationary.ROW_STATIONARY, 3L));

        assertThat(StrictJson.write(counts)).contains("\"row-stationary\": 3");
    }

    @Test
    void aNumberThatIsNoneIsNeverWritten() {
        var numbers = new Numbers(0, 0, 0, OptionalDouble.empty(), Map.of("x", Double.NaN));

        assertThatThrownBy(() -> StrictJson.write(numbers)).hasMessage("/map/x must be finite, was NaN");
    }

    @Test
    void aValueWithoutJsonFormIsNamed() {
        assertThatThrownBy(() -> StrictJson.write(List.of(new StringBuilder("x"))))
                .hasMessage("/0 has no JSON form: x");
    }
}
