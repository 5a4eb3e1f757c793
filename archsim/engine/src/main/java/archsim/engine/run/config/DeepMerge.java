package archsim.engine.run.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/** Overrides parts of a JSON object. */
public final class DeepMerge {

    private static final JsonProvider JSON = JsonProvider.provider();

    private DeepMerge() {}

    /**
     * {@code base} with the members of {@code override}; objects in both are merged in turn, unless their {@code kind}
     * differs: then the override's object stands alone.
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
        return override;
    }
}
