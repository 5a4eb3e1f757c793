package archsim.engine.run;

import archsim.base.Problems;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
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
    static Optional<MemoryPart> of(JsonValue part, NamedPart place, Problems problems) {
        return place.resolve(part, problems).flatMap(json -> bound(json, place.pointer(), problems));
    }

    /** The memory that an object in whole describes; absent if faults of it were reported. */
    static Optional<MemoryPart> bound(JsonObject json, String pointer, Problems problems) {
        return DramStandards.bind(problems, json, pointer).map(memory -> new MemoryPart(json, memory));
    }
}
