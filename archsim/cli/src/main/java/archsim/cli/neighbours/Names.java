package archsim.cli.neighbours;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;

/** Names and sources of what is written. */
final class Names {

    private Names() {}

    /** A name as archsim takes it for files: small letters, digits and hyphens. */
    static String of(String title) {
        String name =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "imported" : name;
    }

    /** The same in camel case, as levels are called; empty if nothing of it can be. */
    static String ofLevel(String title) {
        var name = new StringBuilder();
        for (String word : title.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                String rest = word.substring(1);
                name.append(
                                name.isEmpty()
                                        ? Character.toLowerCase(word.charAt(0))
                                        : Character.toUpperCase(word.charAt(0)))
                        .append(word.equals(word.toUpperCase(Locale.ROOT)) ? rest.toLowerCase(Locale.ROOT) : rest);
            }
        }
        return name.isEmpty() || Character.isLetter(name.charAt(0)) ? name.toString() : "level" + name;
    }

    static JsonObject source(String citation) {
        return Json.createObjectBuilder()
                .add("citation", citation)
                .add("confidence", "c")
                .build();
    }
}
