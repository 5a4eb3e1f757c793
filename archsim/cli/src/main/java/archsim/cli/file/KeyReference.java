package archsim.cli.file;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of all keys of all files, made of their schemas. */
final class KeyReference {

    private static final String PART = " in part";

    /** Longer bounds are those of Java's numbers, which nobody wants to read. */
    private static final int LIMIT = 10;

    private KeyReference() {}

    /** In Markdown. */
    static String page() {
        Map<String, JsonObject> objects = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        var page = new StringBuilder("# All keys of all files\n\n"
                + "Made by `archsim schema --keys` from the schemas that `archsim schema NAME` prints. Keys in **bold**"
                + " must be there. A file may name its schema by `\"$schema\"`.\n\nFiles: "
                + Arrays.stream(FileKind.values())
                        .map(kind -> "[" + kind.title() + "](" + anchor(heading(kind)) + ")")
                        .collect(Collectors.joining(", "))
                + ".\n");
        for (FileKind kind : FileKind.values()) {
            JsonObject schema = kind.schema();
            schema.getJsonObject("$defs").forEach((name, definition) -> {
                if (!name.endsWith(PART)) {
                    objects.put(name, definition.asJsonObject());
                }
            });
            page.append("\n## ").append(heading(kind)).append('\n');
            append(schema.containsKey("properties") ? schema : schema.getJsonObject("else"), page);
            if (schema.containsKey("then")) {
                page.append("\nOr an object with `base`, a name, and those of these keys that differ.\n");
            }
        }
        page.append("\n# Objects inside\n");
        objects.forEach((name, definition) -> {
            page.append("\n## ").append(name).append('\n');
            append(definition, page);
        });
        return withFilesLinked(page.toString(), objects.keySet());
    }

    private static void append(JsonObject object, StringBuilder page) {
        if (object.containsKey("description")) {
            page.append('\n').append(object.getString("description")).append('\n');
        }
        List<String> required = texts(object.getJsonArray("required"));
        page.append("\n| key | value | meaning |\n|---|---|---|\n");
        object.getJsonObject("properties").forEach((key, value) -> {
            JsonObject schema = value.asJsonObject();
            String name = required.contains(key) ? "**`" + key + "`**" : "`" + key + "`";
            page.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(form(schema))
                    .append(" | ")
                    .append(schema.getString("description", "").replace("|", "\\|"))
                    .append(" |\n");
        });
        if (object.containsKey("allOf")) {
            page.append("\nThe other keys are those of ").append(cases(object)).append(".\n");
        }
    }

    private static String cases(JsonObject object) {
        return object.getJsonArray("allOf").stream()
                .map(each -> form(each.asJsonObject().getJsonObject("then")))
                .collect(Collectors.joining(", "));
    }

    private static String form(JsonObject schema) {
        if (schema.containsKey("$ref")) {
            String name = schema.getString("$ref").replace("#/$defs/", "").replace("%20", " ");
            return name.endsWith(PART)
                    ? linked(name.substring(0, name.length() - PART.length())) + ", keys may be missing"
                    : linked(name);
        }
        if (schema.containsKey("anyOf")) {
            return schema.getJsonArray("anyOf").stream()
                    .map(each -> form(each.asJsonObject()))
                    .collect(Collectors.joining(" or "));
        }
        if (schema.containsKey("else")) {
            return form(schema.getJsonObject("else")) + " or the same in part with `base`";
        }
        if (schema.containsKey("const")) {
            return "`\"" + schema.getString("const") + "\"`";
        }
        if (schema.containsKey("enum")) {
            return texts(schema.getJsonArray("enum")).stream()
                    .map(name -> "`\"" + name + "\"`")
                    .collect(Collectors.joining(", "));
        }
        return typed(schema);
    }

    private static String typed(JsonObject schema) {
        return switch (schema.getString("type", "")) {
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "integer" -> "whole number" + bounds(schema);
            case "number" -> "number" + bounds(schema);
            case "array" ->
                schema.containsKey("prefixItems")
                        ? "list of " + schema.getInt("minItems")
                        : schema.containsKey("items") ? "list: " + form(schema.getJsonObject("items")) : "list";
            case "object" ->
                schema.containsKey("additionalProperties")
                                && schema.get("additionalProperties") instanceof JsonObject each
                        ? "object by name: " + form(each)
                        : schema.containsKey("properties") ? "object with `base`" : "object";
            default -> "any";
        };
    }

    private static String bounds(JsonObject schema) {
        var bounds = new ArrayList<String>();
        JsonValue low = schema.get("minimum");
        JsonValue high = schema.get("maximum");
        if (low != null && low.toString().length() < LIMIT) {
            bounds.add("at least " + low);
        }
        if (high != null && high.toString().length() < LIMIT) {
            bounds.add("at most " + high);
        }
        if (bounds.size() == 2) {
            return low.equals(high) ? " " + low : " " + low + " to " + high;
        }
        return bounds.isEmpty() ? "" : " " + bounds.get(0);
    }

    private static String linked(String name) {
        return "[" + name + "](" + anchor(name) + ")";
    }

    private static String anchor(String heading) {
        return "#" + heading.toLowerCase(Locale.ROOT).replaceAll("[.:,]", "").replace(' ', '-');
    }

    /** A record that stands for whole files only has no part among the objects, but that of its kind of file. */
    private static String withFilesLinked(String page, Set<String> objects) {
        String linked = page;
        for (FileKind kind : FileKind.values()) {
            String name = kind.type().getSimpleName();
            if (!objects.contains(name)) {
                linked = linked.replace("(" + anchor(name) + ")", "(" + anchor(heading(kind)) + ")");
            }
        }
        return linked;
    }

    private static String heading(FileKind kind) {
        return kind + ": " + kind.title();
    }

    private static List<String> texts(JsonArray array) {
        return array == null
                ? List.of()
                : array.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }
}
