package archsim.engine.run;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.engine.run.config.DeepMerge;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a configuration that is a name, an object, or an object that overrides parts of a named one.
 *
 * @param pointer of the part
 * @param kind of thing, for messages, e.g. {@code an accelerator}
 * @param catalogue that {@code archsim list} knows the names by
 * @param names that are known
 * @param library object behind a known name
 */
record NamedPart(
        String pointer, String kind, String catalogue, List<String> names, Function<String, JsonObject> library) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** The whole object; absent if a fault of it was reported. */
    Optional<JsonObject> resolve(JsonValue part, Problems problems) {
        if (StrictJson.isReported(part)) {
            return Optional.empty();
        }
        if (part instanceof JsonString name) {
            return find(name.getString(), pointer, problems);
        }
        if (!(part instanceof JsonObject written)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be the name of %s or an object, was %s", kind, shown(part));
            return Optional.empty();
        }
        JsonObject object = StrictJson.withoutSchema(written);
        if (!object.containsKey("base")) {
            return Optional.of(object);
        }
        if (StrictJson.isReported(object.get("base"))) {
            return Optional.empty();
        }
        JsonObject override = JSON.createObjectBuilder(object).remove("base").build();
        if (object.get("base") instanceof JsonString base) {
            return find(base.getString(), pointer + "/base", problems).map(known -> DeepMerge.of(known, override));
        }
        problems.add(
                Code.WRONG_TYPE, pointer + "/base", "must be the name of %s, was %s", kind, shown(object.get("base")));
        return Optional.empty();
    }

    private static String shown(JsonValue part) {
        return switch (part.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> part.toString();
        };
    }

    private Optional<JsonObject> find(String name, String at, Problems problems) {
        if (!names.contains(name)) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    at,
                    "must be one of archsim list %s, was \"%s\"%s",
                    catalogue,
                    name,
                    Suggestion.sentence(name, names));
            return Optional.empty();
        }
        return Optional.of(library.apply(name));
    }
}
