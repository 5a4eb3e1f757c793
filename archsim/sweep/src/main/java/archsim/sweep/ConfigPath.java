package archsim.sweep;

import archsim.base.Fault;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place in a run configuration.
 *
 * <p>A machine or memory that is given by name can be entered: {@code /accelerator/clockMhz} turns {@code "scnn"} into
 * {@code {"base": "scnn", "clockMhz": ...}}.
 *
 * @param tokens keys and indices from the root, at least one
 */
public record ConfigPath(List<String> tokens) {

    private static final JsonProvider JSON = JsonProvider.provider();
    /** Parts of a configuration that may be a name, or start from one. */
    private static final Set<String> NAMED_PARTS = Set.of("accelerator", "memory");

    private static final String BASE = "base";

    /** There is nothing in a configuration that a place could be in. */
    public static final class LeadsNowhereException extends RuntimeException {

        private final Fault fault;

        LeadsNowhereException(ConfigPath place, String holder) {
            this(new Fault(place.toString(), "does not exist: " + holder, Fault.Code.NO_SUCH_PLACE));
        }

        private LeadsNowhereException(Fault fault) {
            super(fault.toString());
            this.fault = fault;
        }

        /** The same as a fault of the configuration. */
        public Fault fault() {
            return fault;
        }
    }

    public ConfigPath {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads a JSON pointer (RFC 6901).
     *
     * @throws IllegalArgumentException if it is none, or leads to the whole configuration
     */
    public static ConfigPath parse(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    RootLocale.format("must be a JSON pointer like /memory, which starts with /, was \"%s\"", pointer));
        }
        if (pointer.matches(".*~(?![01]).*")) {
            throw new IllegalArgumentException("must spell ~ as ~0 and / within a key as ~1, was " + pointer);
        }
        return new ConfigPath(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    /** Whether this is {@code other} or a part of it. */
    public boolean isWithin(ConfigPath other) {
        return tokens.size() >= other.tokens.size()
                && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }

    /**
     * A copy of {@code config} with {@code value} in this place. A key is added to an object that lacks it.
     *
     * @throws LeadsNowhereException if what should hold the value is not there
     */
    public JsonObject in(JsonObject config, JsonValue value) {
        return (JsonObject) with(config, 0, value, false);
    }

    /** @param fromBase whether {@code whole} overrides parts of something named, of which it may lack any */
    private JsonValue with(JsonValue whole, int depth, JsonValue value, boolean fromBase) {
        if (depth == tokens.size()) {
            return value;
        }
        boolean isPart = depth == 1 && NAMED_PARTS.contains(tokens.get(0));
        JsonValue opened = isPart && whole instanceof JsonString
                ? JSON.createObjectBuilder().add(BASE, whole).build()
                : whole;
        if (opened instanceof JsonObject object) {
            boolean overrides = fromBase || (isPart && object.containsKey(BASE));
            return withMember(object, depth, value, overrides);
        }
        if (opened instanceof JsonArray list) {
            return withElement(list, depth, value);
        }
        throw new LeadsNowhereException(
                this, RootLocale.format("%s is %s, which holds no other values", at(depth), opened));
    }

    private JsonObject withMember(JsonObject object, int depth, JsonValue value, boolean fromBase) {
        String key = tokens.get(depth);
        JsonValue member = object.get(key);
        if (member == null && depth + 1 < tokens.size() && !fromBase) {
            throw new LeadsNowhereException(
                    this, RootLocale.format("%s has no \"%s\"%s", at(depth), key, known(object, key)));
        }
        JsonValue changed = with(member == null ? JsonValue.EMPTY_JSON_OBJECT : member, depth + 1, value, fromBase);
        return JSON.createObjectBuilder(object).add(key, changed).build();
    }

    private static String known(JsonObject object, String key) {
        String hint = Suggestion.sentence(key, object.keySet());
        return !hint.isEmpty() || object.isEmpty() ? hint : ", only " + String.join(", ", object.keySet());
    }

    private JsonArray withElement(JsonArray list, int depth, JsonValue value) {
        String token = tokens.get(depth);
        int index = token.matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(token) : Integer.MAX_VALUE;
        if (index >= list.size()) {
            throw new LeadsNowhereException(
                    this,
                    RootLocale.format(
                            "%s has %s, no \"%s\"",
                            at(depth), list.isEmpty() ? "no elements" : "elements 0 to " + (list.size() - 1), token));
        }
        return JSON.createArrayBuilder(list)
                .set(index, with(list.get(index), depth + 1, value, false))
                .build();
    }

    /** The first tokens, in words. */
    private String at(int depth) {
        return depth == 0 ? "the configuration" : pointer(tokens.subList(0, depth));
    }

    private static String pointer(List<String> tokens) {
        return tokens.stream()
                .map(token -> "/" + token.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /** The JSON pointer. */
    @Override
    public String toString() {
        return pointer(tokens);
    }
}
