package archsim.engine.accelerator;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** The designs that ship with archsim. */
public final class AcceleratorLibrary {

    /** The designs that ship. */
    public static final ShippedFiles FILES = new ShippedFiles("archsim/accelerators", ".json");

    private static final ShippedFiles PAGES = new ShippedFiles(FILES.folder(), ".md");

    private AcceleratorLibrary() {}

    /** Names of all designs, in alphabetical order. */
    public static List<String> names() {
        return FILES.names();
    }

    /**
     * The JSON of a design, as it ships.
     *
     * @throws InvalidInputException if there is none of that name, two jars have different ones, or its {@code "name"} is
     *     another
     */
    public static JsonObject json(String name) {
        byte[] content = FILES.findOnly(name)
                .orElseThrow(() -> InvalidInputException.of(
                        name, "is no accelerator that ships%s", Suggestion.orList(name, names(), "accelerators")));
        return json(name, content);
    }

    /** The JSON in the file of {@code name}; a result would go by another name than the one it was asked for by. */
    static JsonObject json(String name, byte[] content) {
        String file = name + ".json";
        JsonObject design = StrictJson.parseObject(file, StrictJson.decode(file, content));
        JsonValue written = design.getOrDefault("name", JsonValue.NULL);
        if (written instanceof JsonString other && !other.getString().equals(name)) {
            throw InvalidInputException.of(
                    file, "/name must be that of the file, \"%s\", was \"%s\"", name, other.getString());
        }
        return design;
    }

    /** A design by name. */
    public static Accelerator find(String name) {
        return StrictJson.bind(name + ".json", json(name), Accelerator.class);
    }

    /**
     * The page of a design, in Markdown.
     *
     * @throws InvalidInputException if there is none of that name
     */
    public static String page(String name) {
        return PAGES.find(name)
                .map(content -> StrictJson.decode(name + ".md", content))
                .orElseThrow(() -> InvalidInputException.of(
                        name, "is no accelerator with a page%s", Suggestion.orList(name, PAGES.names(), "pages")));
    }
}
