package archsim.engine.run.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/** Says of a configuration among several what its machine or memory is made equal to, where its author left that open. */
public final class Reference {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String COMPARE = "compare";
    /** Each of these says it. */
    private static final List<String> TARGETS = List.of("reference", "multipliers", "areaMm2", "gbPerSecond", "scaled");

    private Reference() {}

    /** {@code config} with the machine, or for equal bandwidth the memory, of {@code first} as its reference. */
    public static JsonObject among(JsonObject config, JsonObject first) {
        if (!(config.get(COMPARE) instanceof JsonObject compare)
                || !compare.containsKey("iso")
                || TARGETS.stream().anyMatch(compare::containsKey)) {
            return config;
        }
        boolean bandwidth = JSON.createValue(Iso.BANDWIDTH.jsonName()).equals(compare.get("iso"));
        JsonValue reference = first.get(bandwidth ? "memory" : "accelerator");
        return reference == null
                ? config
                : JSON.createObjectBuilder(config)
                        .add(COMPARE, JSON.createObjectBuilder(compare).add("reference", reference))
                        .build();
    }
}
