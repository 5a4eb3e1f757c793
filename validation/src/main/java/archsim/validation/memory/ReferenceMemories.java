package archsim.validation.memory;

import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import jakarta.json.JsonObject;

/** Memories that figures were published with and that do not ship. */
public final class ReferenceMemories {

    private static final ShippedFiles MEMORIES = new ShippedFiles("archsim/reference-memories", ".json");

    private ReferenceMemories() {}

    /** The memory of that name, which must be there. */
    public static DramStandard find(String name) {
        return MemoryConfig.resolve(name, json(name));
    }

    /** The file of that memory, which must be there. */
    public static JsonObject json(String name) {
        return MEMORIES.find(name)
                .map(bytes -> StrictJson.parseObject(name, StrictJson.decode(name, bytes)))
                .orElseThrow(() -> new IllegalStateException("no reference memory is called " + name));
    }
}
