package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The DRAM standards that ship with archsim, and those that a configuration spells out. */
public final class DramStandards {

    private static final ShippedFiles FILES = new ShippedFiles("archsim/tables/dram", ".json");

    private DramStandards() {}

    /** Names of the standards that ship, in alphabetical order. */
    public static List<String> names() {
        return FILES.names();
    }

    /**
     * The standard that ships as {@code name}.
     *
     * @throws InvalidInputException if there is none, with the nearest name
     */
    public static DramStandard find(String name) {
        return StrictJson.bind(name, tree(name), DramStandard.class);
    }

    /**
     * The file behind {@link #find}, for configurations that override a part of it.
     *
     * @throws InvalidInputException if there is none, with the nearest name
     */
    public static JsonObject tree(String name) {
        byte[] bytes = FILES.find(name)
                .orElseThrow(() -> InvalidInputException.of(
                        name, "is not a memory that ships%s", Suggestion.orList(name, names(), "memories")));
        return StrictJson.parseObject(name, StrictJson.decode(name, bytes));
    }

    /**
     * Reads a standard that an input spells out.
     *
     * @param pointer of {@code tree} in the input
     * @return the standard; absent exactly if faults were added to {@code problems}
     */
    public static Optional<DramStandard> bind(Problems problems, JsonObject tree, String pointer) {
        return StrictJson.bind(problems, tree, DramStandard.class, pointer);
    }
}
