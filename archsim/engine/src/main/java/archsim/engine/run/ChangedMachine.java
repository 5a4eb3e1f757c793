package archsim.engine.run;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A machine that overrides parts of another one is not that one: unless its author says otherwise, its name, its title and
 * its source say that it was changed, and its assumptions say in what.
 *
 * @param base that it starts from
 * @param json of the whole, merged
 * @param override what its author wrote
 */
record ChangedMachine(JsonObject base, JsonObject json, JsonObject override) {

    /** Kept, since finding it takes longer than all else here. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final Set<String> WORDS = Set.of("name", "title", "source", "assumptions", "schemaVersion");

    /** The machine under words of its own; as it is if nothing but words was changed. */
    JsonObject inOwnWords() {
        List<String> changes = new ArrayList<>();
        json.forEach((key, value) -> {
            if (!WORDS.contains(key)) {
                add(changes, key, base.get(key), value);
            }
        });
        if (changes.isEmpty() || !(base.get("name") instanceof JsonString name)) {
            return json;
        }
        var own = JSON.createObjectBuilder(json);
        if (same("name")) {
            own.add("name", once(name.getString(), " (changed)"));
        }
        if (same("title") && base.get("title") instanceof JsonString title) {
            own.add("title", same("name") ? once(title.getString(), ", changed") : json.getString("name", ""));
        }
        if (same("source") && base.get("source") instanceof JsonObject source) {
            own.add(
                    "source",
                    JSON.createObjectBuilder(source)
                            .add("citation", "changed by a configuration, from: " + source.getString("citation", ""))
                            .add("confidence", "c"));
        }
        if (same("assumptions")) {
            JsonArrayBuilder assumptions = base.get("assumptions") instanceof JsonArray known
                    ? JSON.createArrayBuilder(known)
                    : JSON.createArrayBuilder();
            changes.forEach(change -> assumptions.add("Changed from " + name.getString() + ": " + change));
            own.add("assumptions", assumptions);
        }
        return own.build();
    }

    private static String once(String text, String end) {
        return text.endsWith(end) ? text : text + end;
    }

    private boolean same(String word) {
        return json.containsKey(word) && !override.containsKey(word);
    }

    private static void add(List<String> changes, String path, JsonValue from, JsonValue to) {
        if (to.equals(from)) {
            return;
        }
        if (from instanceof JsonObject before && to instanceof JsonObject after && sameKind(before, after)) {
            after.forEach((key, value) -> add(changes, path + "." + key, before.get(key), value));
            return;
        }
        changes.add(path + " " + (from == null ? "(its default)" : from) + " -> " + to);
    }

    private static boolean sameKind(JsonObject before, JsonObject after) {
        return !after.containsKey("kind") || after.get("kind").equals(before.get("kind"));
    }
}
