package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.Optional;

/** A memory as configurations give it: a name, an object, or an object that starts from a name by {@code "base"}. */
public final class MemoryConfig {

    private MemoryConfig() {}

    /**
     * The memory that a part of an input stands for.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults
     */
    public static DramStandard resolve(String name, JsonValue part) {
        var problems = new Problems(name);
        Optional<DramStandard> memory = new NamedParts(Path.of(""), RunCache.none())
                .memories("")
                .resolve(part, problems)
                .flatMap(tree -> DramStandards.bind(problems, tree, ""));
        problems.throwIfAny();
        return memory.orElseThrow();
    }

    /**
     * The memory that a file describes.
     *
     * @param name of the file, for messages
     * @throws InvalidInputException with all faults
     */
    public static DramStandard read(String name, String text) {
        var problems = new Problems(name);
        JsonValue tree = StrictJson.parseObject(problems, text);
        problems.throwIfAny();
        return resolve(name, tree);
    }
}
