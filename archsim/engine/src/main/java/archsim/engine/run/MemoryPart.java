package archsim.engine.run;

import archsim.base.Problems;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The memory of a run configuration.
 *
 * @param json in full
 */
record MemoryPart(JsonObject json, DramStandard memory) {

    /** Absent if faults of it were reported. */
    static Optional<MemoryPart> of(JsonValue part, TableSet tables, Problems problems) {
        NamedPart memories = MemoryConfig.at("/memory", tables);
        return memories.resolve(part, problems).flatMap(json -> DramStandards.bind(problems, json, memories.pointer())
                .map(memory -> new MemoryPart(json, memory)));
    }
}
