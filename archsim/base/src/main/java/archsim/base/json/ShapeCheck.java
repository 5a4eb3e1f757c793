package archsim.base.json;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.VisibleText;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Holds a JSON tree against the record it is to become, and spells enum constants as Java does.
 *
 * <p>Component types understood: {@code int long double boolean String}, enums (in JSON lower case with hyphens),
 * records, {@link Listed} ones among them, interfaces of {@link Subtypes}, {@code List}, {@code Map<String, ?>}, {@link JsonValue}
 * (anything), and {@code Optional*} of these, the only components that may be missing.
 */
final class ShapeCheck {

    /** Of a citation or a remark; names are bounded where they are made. */
    static final int LONGEST_TEXT = 10_000;

    private final Problems problems;
    private boolean metReported;

    ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /** The tree ready for binding; faults go to the problems, and then the result must not be used. */
    JsonValue check(JsonValue value, Type type, Range range, String pointer) {
        if (value == StrictParser.REPORTED) {
            metReported = true;
            return value;
        }
        Class<?> raw = rawClass(type);
        if (raw == Optional.class || raw == List.class || raw == Map.class) {
            Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
            Type element = arguments[arguments.length - 1];
            return raw == Optional.class
                    ? check(value, element, range, pointer)
                    : raw == List.class ? list(value, element, range, pointer) : map(value, element, range, pointer);
        }
        if (raw == JsonValue.class) {
            return value;
        }
        if (raw.isRecord()) {
            return raw.isAnnotationPresent(Listed.class)
                    ? listed(value, raw.getRecordComponents(), raw, pointer)
                    : object(value, raw, null, pointer);
        }
        return KnownSubtypes.of(raw)
                .map(subtypes -> subtype(value, subtypes, pointer))
                .orElseGet(() -> scalar(value, raw, range, pointer));
    }

    /** Whether the tree holds values that the parser reported, so that it cannot be bound. */
    boolean metReported() {
        return metReported;
    }

    private JsonValue scalar(JsonValue value, Class<?> raw, Range range, String pointer) {
        if (raw == String.class) {
            return text(value, pointer);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                problems.add(Code.WRONG_TYPE, pointer, "must be true or false, was %s", Wording.shown(value));
            }
            return value;
        }
        if (raw.isEnum()) {
            return enumConstant(value, raw, pointer);
        }
        return number(value, raw, range, pointer);
    }

    /** Texts become names in tables and charts, where a control character, or one that turns the text, would do harm. */
    private JsonValue text(JsonValue value, String pointer) {
        if (!(value instanceof JsonString text)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be a text, was %s", Wording.shown(value));
        } else if (!VisibleText.isVisible(text.getString())) {
            problems.add(
                    Code.REFUSED, pointer, "must be a text without control characters, was %s", Wording.shown(value));
        } else if (text.getString().length() > LONGEST_TEXT) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    pointer,
                    "must be a text of at most %d characters, was %d characters",
                    LONGEST_TEXT,
                    text.getString().length());
        }
        return value;
    }

    private JsonValue number(JsonValue value, Class<?> raw, Range range, String pointer) {
        NumberKind kind = NumberKind.of(raw);
        if (!kind.admits(value)) {
            problems.add(
                    Code.WRONG_TYPE, pointer, "must be %s, was %s", Wording.number(kind, range), Wording.shown(value));
            return value;
        }
        var number = (JsonNumber) value;
        if (isOutside(number, range)) {
            problems.add(Code.OUT_OF_RANGE, pointer, "must be %s, was %s", Wording.number(kind, range), number);
        } else if (!kind.holds(number)) {
            problems.add(Code.OUT_OF_RANGE, pointer, "must be %s, was %s", kind.limits(range), number);
        } else {
            return kind.plain(number);
        }
        return value;
    }

    private static boolean isOutside(JsonNumber number, Range range) {
        double value = number.doubleValue();
        return range != null && (value < range.min() || value > range.max());
    }

    private JsonValue enumConstant(JsonValue value, Class<?> raw, String pointer) {
        List<String> names = EnumNames.all(raw);
        if (value instanceof JsonString text && names.contains(text.getString())) {
            return JsonNodes.text(((Enum<?>) raw.getEnumConstants()[names.indexOf(text.getString())]).name());
        }
        notOneOf(names, value, pointer);
        return value;
    }

    private void notOneOf(List<String> names, JsonValue value, String pointer) {
        String hint = value instanceof JsonString text ? Suggestion.sentence(text.getString(), names) : "";
        problems.add(
                Code.UNKNOWN_NAME, pointer, "must be %s, was %s%s", Wording.choices(names), Wording.shown(value), hint);
    }

    private JsonValue list(JsonValue value, Type element, Range range, String pointer) {
        if (!(value instanceof JsonArray array)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be a list, was %s", Wording.shown(value));
            return value;
        }
        var checked = JsonNodes.list();
        for (int i = 0; i < array.size(); i++) {
            checked.add(check(array.get(i), element, range, pointer + "/" + i));
        }
        return checked.build();
    }

    private JsonValue map(JsonValue value, Type element, Range range, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be an object, was %s", Wording.shown(value));
            return value;
        }
        var checked = JsonNodes.object();
        object.forEach((key, child) -> checked.add(key, check(child, element, range, child(pointer, key))));
        return checked.build();
    }

    private JsonValue subtype(JsonValue value, Subtypes subtypes, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be an object, was %s", Wording.shown(value));
            return value;
        }
        Map<String, Class<?>> records = subtypes.byName();
        JsonValue name = object.get(subtypes.key());
        if (name instanceof JsonString text && records.containsKey(text.getString())) {
            return object(value, records.get(text.getString()), subtypes.key(), pointer);
        }
        if (name == null) {
            problems.add(
                    Code.MISSING,
                    child(pointer, subtypes.key()),
                    "is missing, expected %s",
                    Wording.choices(records.keySet()));
        } else {
            notOneOf(List.copyOf(records.keySet()), name, child(pointer, subtypes.key()));
        }
        return value;
    }

    private JsonValue listed(JsonValue value, RecordComponent[] components, Class<?> record, String pointer) {
        boolean list = value instanceof JsonArray;
        if (list ? value.asJsonArray().size() != components.length : !(value instanceof JsonNumber)) {
            String found = list ? "a list of " + value.asJsonArray().size() : Wording.shown(value);
            problems.add(pointer, "must be %s, was %s", Wording.expected(record, null), found);
            return value;
        }
        if (!list) {
            JsonValue number = component(value, components[0], pointer);
            JsonObjectBuilder checked = JsonNodes.object();
            Arrays.stream(components).forEach(component -> checked.add(component.getName(), number));
            return checked.build();
        }
        JsonObjectBuilder checked = JsonNodes.object();
        for (int i = 0; i < components.length; i++) {
            JsonValue number = value.asJsonArray().get(i);
            checked.add(components[i].getName(), component(number, components[i], pointer + "/" + i));
        }
        return checked.build();
    }

    private JsonValue object(JsonValue value, Class<?> record, String typeKey, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(Code.WRONG_TYPE, pointer, "must be an object, was %s", Wording.shown(value));
            return value;
        }
        if (!Modifier.isPublic(record.getModifiers())) {
            throw new IllegalStateException(record + " must be public, or JSON-B cannot bind it");
        }
        JsonObjectBuilder checked = JsonNodes.object();
        List<String> known = new ArrayList<>();
        if (typeKey != null) {
            known.add(typeKey);
            checked.add(typeKey, object.get(typeKey));
        }
        for (RecordComponent component : Components.of(record)) {
            known.add(component.getName());
            JsonValue child = object.get(component.getName());
            if (child != null) {
                checked.add(component.getName(), component(child, component, child(pointer, component.getName())));
            } else if (!mayBeMissing(component.getType())) {
                problems.add(
                        Code.MISSING,
                        child(pointer, component.getName()),
                        "is missing, expected %s",
                        Wording.expected(component));
            }
        }
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                problems.add(Code.UNKNOWN_KEY, child(pointer, key), "is not a known key%s", unknownHint(key, known));
            }
        }
        return checked.build();
    }

    private JsonValue component(JsonValue value, RecordComponent component, String pointer) {
        return check(value, component.getGenericType(), component.getAnnotation(Range.class), pointer);
    }

    static boolean mayBeMissing(Class<?> type) {
        return type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class;
    }

    private static String unknownHint(String key, List<String> known) {
        String hint = Suggestion.sentence(key, known);
        return hint.isEmpty()
                ? (known.size() == 1 ? ", expected " : ", expected one of ") + String.join(", ", known)
                : hint;
    }

    private static String child(String pointer, String key) {
        return pointer + "/" + Json.encodePointer(key);
    }

    private static Class<?> rawClass(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
