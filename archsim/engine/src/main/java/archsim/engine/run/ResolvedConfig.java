package archsim.engine.run;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** Writes a run configuration with its names replaced by what they stand for. */
final class ResolvedConfig {

    private ResolvedConfig() {}

    static JsonObject json(JsonObject accelerator, JsonObject memory, RunConfig config, Fidelity fidelity, long seed) {
        JsonArrayBuilder workloads = Json.createArrayBuilder();
        config.workloads().forEach(workload -> workloads.add(workload.toJson()));
        return Json.createObjectBuilder()
                .add("schemaVersion", config.schemaVersion())
                .add("accelerator", accelerator)
                .add("memory", memory)
                .add("workloads", workloads)
                .add("fidelity", fidelity.jsonName())
                .add("seed", seed)
                .build();
    }
}
