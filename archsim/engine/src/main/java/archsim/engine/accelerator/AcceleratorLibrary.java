package archsim.engine.accelerator;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
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
     * @throws InvalidInputException if there is none of that name, or two jars have different ones
     */
    public static JsonObject json(String name) {
        String file = name + ".json";
        byte[] content = FILES.findOnly(name)
                .orElseThrow(() -> InvalidInputException.of(
                        name, "is no accelerator that ships%s", Suggestion.orList(name, names(), "accelerators")));
        return StrictJson.parseObject(file, StrictJson.decode(file, content));
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
