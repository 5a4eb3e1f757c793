package archsim.engine.run.config;

import archsim.base.ComponentFaults;
import archsim.base.Suggestion;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.engine.plan.Objective;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How layers are mapped, as an author writes it; {@link Tiling} is what it stands for.
 *
 * @param objective {@code cycles} unless given
 * @param given mappings by the names of their layers
 * @param constrained what is fixed of mappings by the names of their layers, or under {@code *} for all that are not named; a
 *     search finds the rest
 */
public record TilingConfig(
        Optional<String> objective,

        @Described("an object of mappings by layer") @Holds(Map.class)
        Optional<JsonValue> given,

        @Described("an object of constraints by layer") @Holds(Map.class)
        Optional<JsonValue> constrained) {

    private static final List<String> NAMES =
            Arrays.stream(Objective.values()).map(Objective::jsonName).toList();

    public TilingConfig {
        String name = objective.orElse(Objective.CYCLES.jsonName());
        new ComponentFaults()
                .require(
                        NAMES.contains(name),
                        "objective",
                        "must be one of %s, was \"%s\"%s",
                        String.join(", ", NAMES),
                        name,
                        Suggestion.sentence(name, NAMES))
                .require(
                        given.isEmpty() || given.get() instanceof JsonObject,
                        "given",
                        "must be an object of mappings by layer")
                .require(
                        constrained.isEmpty() || constrained.get() instanceof JsonObject,
                        "constrained",
                        "must be an object of constraints by layer")
                .throwIfAny();
    }

    /** What the search makes least. */
    public Objective goal() {
        return Arrays.stream(Objective.values())
                .filter(value -> value.jsonName().equals(objective.orElse(Objective.CYCLES.jsonName())))
                .findFirst()
                .orElseThrow();
    }

    /** The given mappings as they are written. */
    public JsonObject mappings() {
        return given.map(JsonValue::asJsonObject).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The constraints as they are written. */
    public JsonObject constraints() {
        return constrained.map(JsonValue::asJsonObject).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }
}
