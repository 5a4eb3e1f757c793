package archsim.validation.machine;

import archsim.base.Problems;
import archsim.base.json.Described;
import archsim.base.json.Range;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.RunResult;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ReferenceMemories;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One token of a language model whose weights are narrower or pruned, against one with dense weights as wide as the machine's
 * operands.
 *
 * @param machine name of a reference machine
 * @param memory name of a reference memory
 * @param model name of a language model that ships
 * @param context positions that the token attends to
 * @param weights the keys of a run's workload that say how weights are pruned and stored
 */
public record WeightOnlyDecode(
        String machine,
        String memory,
        String model,
        @Range(min = 1, max = 1 << 24) int context,
        @Described("an object") JsonValue weights,
        Quantity quantity)
        implements Measurement {

    private static final int NARROW = 0;
    private static final int DENSE = 1;
    private static final double BITS_A_GIGABYTE = 8e9;

    /** What is measured. */
    public enum Quantity {
        /** Time of a token with dense weights over that with these. */
        SPEED_UP,
        /** Weights as stored, with scales and indices. */
        GIGABYTES
    }

    @Override
    public double value() {
        var cache = RunCache.none();
        RunSetup setup = RunSetup.read(new Problems(model), model, run(), Path.of(""), Optional.empty(), cache);
        RunResult narrow = setup.run(NARROW).result();
        return switch (quantity) {
            case SPEED_UP ->
                setup.run(DENSE).result().totals().timeNs() / narrow.totals().timeNs();
            case GIGABYTES -> narrow.totals().storage().total() / BITS_A_GIGABYTE;
        };
    }

    private JsonObject run() {
        JsonObject dense = Json.createObjectBuilder()
                .add(
                        "sparsity",
                        Json.createObjectBuilder().add("kind", "bernoulli").add("weightDensity", 1))
                .build();
        return Json.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("accelerator", ReferenceMachines.json(machine))
                .add("memory", ReferenceMemories.json(memory))
                .add("fidelity", "analytical")
                .add(
                        "workloads",
                        Json.createArrayBuilder()
                                .add(workload("narrow", weights.asJsonObject()))
                                .add(workload("dense", dense)))
                .build();
    }

    private JsonObjectBuilder workload(String name, JsonObject keys) {
        JsonObjectBuilder workload = Json.createObjectBuilder()
                .add("name", name)
                .add("network", model)
                .add(
                        "decode",
                        Json.createObjectBuilder().add("context", context).add("tokens", 1));
        keys.forEach(workload::add);
        return workload;
    }
}
