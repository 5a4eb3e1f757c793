package archsim.sweep.tradeoff;

import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.tables.DramStandard;
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

    String modelName() {
        return model.orElse(name);
    }
}
