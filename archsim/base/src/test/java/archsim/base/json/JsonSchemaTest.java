package archsim.base.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    public enum Colour {
        RED,
        DARK_BLUE
    }

    public record Wheel(@Range(min = 1, max = 9) int spokes, double widthPj) {}

    public record Cart(
            String name, Optional<Colour> colour, List<Wheel> wheels, OptionalInt load, Map<String, Double> shares) {}

    private static final JsonObject SCHEMA = JsonSchema.of(
            Cart.class,
            "cart",
            Map.of(
                    "JsonSchemaTest.Cart.colour",
                    "of its paint; dark-blue unless given",
                    "JsonSchemaTest.Cart.load",
                    "3 if absent"));

    private static JsonObject property(String name) {
        return SCHEMA.getJsonObject("properties").getJsonObject(name);
    }

    @Test
    void keysThatMustBeThereAreRequiredAndOthersRefused() {
        assertThat(SCHEMA.getJsonArray("required").toString()).isEqualTo("[\"name\",\"wheels\",\"shares\"]");
        assertThat(SCHEMA.getBoolean("additionalProperties")).isFalse();
    }

    @Test
    void enumsAreSpelledAsInFilesWithTheirDefault() {
        assertThat(property("colour").getJsonArray("enum").toString()).isEqualTo("[\"red\",\"dark-blue\"]");
        assertThat(property("colour").getString("default")).isEqualTo("dark-blue");
        assertThat(property("load").getInt("default")).isEqualTo(3);
    }

    @Test
    void recordsAreDefinitionsWithRangesAndUnits() {
        assertThat(property("wheels").getJsonObject("items").getString("$ref"))
                .isEqualTo("#/$defs/JsonSchemaTest.Wheel");
        JsonObject wheel = SCHEMA.getJsonObject("$defs")
                .getJsonObject("JsonSchemaTest.Wheel")
                .getJsonObject("properties");
        assertThat(wheel.getJsonObject("spokes").toString())
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":9}");
        assertThat(wheel.getJsonObject("widthPj").getString("description")).isEqualTo("in picojoules");
    }

    @Test
    void mapsHoldTheirValuesByName() {
        assertThat(property("shares").getJsonObject("additionalProperties").getString("type"))
                .isEqualTo("number");
    }

    @Test
    void wholeNumbersWithoutARangeHaveThatOfTheirType() {
        assertThat(property("load").getInt("maximum")).isEqualTo(Integer.MAX_VALUE);
    }
}
