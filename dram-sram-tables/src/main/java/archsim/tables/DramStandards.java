package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The DRAM standards that ship with archsim, and those that a configuration spells out. */
public final class DramStandards {

    private static final ShippedFiles FILES = new ShippedFiles("archsim/tables/dram", ".json");

    private static final Map<String, String> ALSO = Map.of(
            "ddr5", "ddr5-4800",
            "gddr5x", "gddr5x-12000",
            "hbm2-channel", "hbm2",
            "hbm2e", "hbm2e-stack",
            "hbm3", "hbm3-stack",
            "lpddr5", "lpddr5-6400",
            "lpddr5x", "lpddr5x-8533");

    private static final Map<String, String> MISSING =
            Map.of("gddr6x", withoutCurrents("GDDR6X"), "gddr7", withoutCurrents("GDDR7"));

    private DramStandards() {}

    private static String withoutCurrents(String standard) {
        return "no supply currents of " + standard + " are public, so that nothing could price it; gddr5x-12000 is the"
                + " nearest graphics memory that has them, and an object with currents of your own may start from it by"
                + " \"base\"";
    }

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
        byte[] bytes = FILES.find(shippedName(name))
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
        return DataRate.bind(problems, tree, pointer);
    }

    /** The name that a standard ships under which people also call {@code name}; the name itself unless there is another. */
    public static String shippedName(String name) {
        return ALSO.getOrDefault(name, name);
    }

    /** Other names of standards, which {@link #shippedName} knows. */
    public static Set<String> otherNames() {
        return ALSO.keySet();
    }

    /** Why a memory that people ask for does not ship; empty of a name that is simply unknown. */
    public static Optional<String> whyMissing(String name) {
        return Optional.ofNullable(MISSING.get(name));
    }
}
