package archsim.sweep.tradeoff;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.tables.DramStandard;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A network, or a phase of one.
 *
 * @param name heads its results
 * @param model that published qualities speak of; the name unless given
 * @param workload the keys of a run's workload that every point shares: network, prefill or decode, batch, kvBits, images
 * @param memory in place of the study's
 */
public record NetworkCase(
        String name,
        Optional<String> model,
        @Described("an object") JsonValue workload,

        @Described("a memory's name or an object") @Holds(value = DramStandard.class, orName = true, orBase = true)
        Optional<JsonValue> memory) {

    /** The same with {@code value} on an axis; without a memory of its own it has that of the study. */
    NetworkCase with(CaseAxis axis, JsonValue value, JsonValue usualMemory) {
        JsonObject varied = axis.in(
                Json.createObjectBuilder()
                        .add("workload", workload)
                        .add("memory", memory.orElse(usualMemory))
                        .build(),
                value);
        return new NetworkCase(
                RootLocale.format("%s, %s %s", name, axis.name(), CaseAxis.text(value)),
                Optional.of(modelName()),
                varied.get("workload"),
                Optional.of(varied.get("memory")));
    }

    String modelName() {
        return model.orElse(name);
    }
}
