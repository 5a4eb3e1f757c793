package archsim.engine.run.config;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.regex.Pattern;

/** Overrides parts of a JSON object. */
public final class DeepMerge {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern PLACE = Pattern.compile("0|[1-9]\\d{0,8}");

    private DeepMerge() {}

    /**
     * {@code base} with the members of {@code override}; objects in both are merged in turn, unless their {@code kind}
     * differs: then the override's object stands alone. Over a list stands a list, or an object whose keys are places in it:
     * {@code {"levels": {"1": {"words": 4096}}}}.
     */
    public static JsonObject of(JsonObject base, JsonObject override) {
        JsonObjectBuilder merged = JSON.createObjectBuilder(base);
        override.forEach((key, value) -> merged.add(key, merge(base.get(key), value)));
        return merged.build();
    }

    private static JsonValue merge(JsonValue base, JsonValue override) {
        if (base instanceof JsonObject from && override instanceof JsonObject to) {
            JsonValue kind = to.get("kind");
            return kind == null || kind.equals(from.get("kind")) ? of(from, to) : to;
        }
        return base instanceof JsonArray list && override instanceof JsonObject to && isOfPlaces(to, list.size())
                ? of(list, to)
                : override;
    }

    private static boolean isOfPlaces(JsonObject override, int length) {
        return !override.isEmpty()
                && override.keySet().stream()
                        .allMatch(key -> PLACE.matcher(key).matches() && Integer.parseInt(key) < length);
    }

    private static JsonArray of(JsonArray base, JsonObject override) {
        JsonArrayBuilder merged = JSON.createArrayBuilder(base);
        override.forEach((key, value) -> {
            int place = Integer.parseInt(key);
            merged.set(place, merge(base.get(place), value));
        });
        return merged.build();
    }
}
