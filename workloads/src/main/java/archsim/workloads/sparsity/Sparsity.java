package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.base.json.Described;
import archsim.base.json.StrictJson;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * How masks are drawn, in the form of a run configuration's {@code sparsity}.
 *
 * <p>Counts are exact and not only expected: {@code round(density * size)} elements are present, or for regular kinds
 * the nearest that the regularity allows.
 *
 * @param kind regularity of the weights; inputs are always drawn one by one
 * @param weightDensity present weights, 0 to 1, as a number for all layers or an object by name of the layer
 * @param activationDensity present inputs, likewise; all if absent
 */
public record Sparsity(
        SparsityKind kind,

        @Described("a number from 0 to 1, or an object of them by layer")
        JsonValue weightDensity,

        Optional<JsonValue> activationDensity) {

    public Sparsity {
        weights(weightDensity);
        activations(activationDensity);
    }

    /**
     * Reads the {@code sparsity} of a run configuration.
     *
     * @param json a value as it was parsed
     * @param pointer of {@code json} in the configuration
     * @return the sparsity; {@code null} if faults were added to {@code problems}
     */
    public static Sparsity read(Problems problems, JsonValue json, String pointer) {
        boolean sound = true;
        JsonValue rest = json;
        if (json instanceof JsonObject object) {
            JsonObjectBuilder others = Json.createObjectBuilder(object);
            for (String key : List.of("weightDensity", "activationDensity")) {
                JsonValue density = object.get(key);
                if (density != null && !Density.isSound(density, problems, pointer + "/" + key)) {
                    sound = false;
                    others.add(key, 1);
                }
            }
            rest = others.build();
        }
        Sparsity read = StrictJson.bind(problems, rest, Sparsity.class, pointer);
        return sound ? read : null;
    }

    private static Density weights(JsonValue json) {
        return Density.parse("weightDensity", json);
    }

    private static Density activations(Optional<JsonValue> json) {
        return json.map(density -> Density.parse("activationDensity", density)).orElseGet(() -> Density.of(1));
    }

    /** Share of weights that are present. */
    public Density weights() {
        return weights(weightDensity);
    }

    /** Share of inputs that are present. */
    public Density activations() {
        return activations(activationDensity);
    }

    /** Adds a fault for each density that does not fit the layers of {@code network}. */
    public void check(Network network, Problems problems, String pointer) {
        weights().check(network, problems, pointer + "/weightDensity");
        activations().check(network, problems, pointer + "/activationDensity");
    }
}
