package archsim.engine.run.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What a workload of a run configuration says of its zeros.
 *
 * @param json a {@code sparsity}, or one that says {@code activationDensity} alone; absent if the workload says neither
 * @param pointer of the object that holds what {@code json} holds
 */
public record SaidSparsity(Optional<JsonValue> json, String pointer) {

    private static final String SPARSITY = "sparsity";
    private static final String DENSITY = "activationDensity";

    /**
     * What a workload says.
     *
     * @param pointer of {@code workload}
     */
    public SaidSparsity(JsonObject workload, String pointer) {
        this(said(workload), workload.containsKey(DENSITY) ? pointer : pointer + "/" + SPARSITY);
    }

    private static Optional<JsonValue> said(JsonObject workload) {
        return workload.containsKey(DENSITY)
                ? Optional.of(Json.createObjectBuilder()
                        .add(DENSITY, workload.get(DENSITY))
                        .build())
                : Optional.ofNullable(workload.get(SPARSITY));
    }

    /** The sparsity of a network; its weights are all there if nothing is said of them. */
    public JsonValue ofNetwork() {
        boolean inputsOnly = !pointer.endsWith("/" + SPARSITY);
        if (json.isPresent() && !inputsOnly) {
            return json.get();
        }
        JsonObjectBuilder dense =
                Json.createObjectBuilder().add("kind", "bernoulli").add("weightDensity", 1);
        json.ifPresent(said -> dense.add(DENSITY, said.asJsonObject().get(DENSITY)));
        return dense.build();
    }
}
