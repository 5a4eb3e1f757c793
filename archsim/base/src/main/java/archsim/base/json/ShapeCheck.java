package archsim.base.json;

import archsim.base.Problems;
import archsim.base.Suggestion;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Holds a JSON tree against the record it is to become, and spells enum constants as Java does.
 *
 * <p>Component types understood: {@code int long double boolean String}, enums (in JSON lower case with hyphens),
 * records, sealed interfaces with {@link JsonbTypeInfo}, {@code List}, {@code Map<String, ?>}, {@link JsonValue}
 * (anything), and {@code Optional*} of these, the only components that may be missing.
 */
final class ShapeCheck {

    /** The static methods of {@link Json} look their provider up on each call, which takes longer than parsing. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Problems problems;

    ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /** The tree ready for binding; faults go to the problems, and then the result must not be used. */
    JsonValue check(JsonValue value, Type type, Range range, String pointer) {
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
            return object(value, raw, null, pointer);
        }
        if (raw.isAnnotationPresent(JsonbTypeInfo.class)) {
            return subtype(value, raw, pointer);
        }
        return scalar(value, raw, range, pointer);
    }

    private JsonValue scalar(JsonValue value, Class<?> raw, Range range, String pointer) {
        if (raw == String.class) {
            return expect(value, ValueType.STRING, "a string", pointer);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                problems.add(pointer, "must be true or false, was %s", shown(value));
            }
            return value;
        }
        if (raw.isEnum()) {
            return enumConstant(value, raw, pointer);
        }
        return number(value, raw, range, pointer);
    }

    private JsonValue expect(JsonValue value, ValueType type, String name, String pointer) {
        if (value.getValueType() != type) {
            problems.add(pointer, "must be %s, was %s", name, shown(value));
        }
        return value;
    }

    private JsonValue number(JsonValue value, Class<?> raw, Range range, String pointer) {
        boolean real = raw == double.class || raw == Double.class || raw == OptionalDouble.class;
        boolean narrow = raw == int.class || raw == Integer.class || raw == OptionalInt.class;
        if (!real && !narrow && raw != long.class && raw != Long.class && raw != OptionalLong.class) {
            throw new IllegalStateException("no JSON form is known for " + raw + " at " + pointer);
        }
        BigDecimal low = BigDecimal.valueOf(narrow ? Integer.MIN_VALUE : Long.MIN_VALUE);
        BigDecimal high = BigDecimal.valueOf(narrow ? Integer.MAX_VALUE : Long.MAX_VALUE);
        if (!(value instanceof JsonNumber number)) {
            problems.add(pointer, "must be %s, was %s", expectedNumber(real, range), shown(value));
        } else if (!real && number.bigDecimalValue().stripTrailingZeros().scale() > 0) {
            problems.add(pointer, "must be %s, was %s", expectedNumber(false, range), number);
        } else if ((!real && (exceeds(number, high) || exceeds(low, number))) || outside(number, range)) {
            problems.add(pointer, "must be %s, was %s", expectedNumber(real, range), number);
        }
        return value;
    }

    private static boolean exceeds(JsonNumber number, BigDecimal bound) {
        return number.bigDecimalValue().compareTo(bound) > 0;
    }

    private static boolean exceeds(BigDecimal bound, JsonNumber number) {
        return number.bigDecimalValue().compareTo(bound) < 0;
    }

    private static boolean outside(JsonNumber number, Range range) {
        double value = number.doubleValue();
        return !Double.isFinite(value) || (range != null && (value < range.min() || value > range.max()));
    }

    private static String expectedNumber(boolean real, Range range) {
        String kind = real ? "a number" : "a whole number";
        if (range == null) {
            return kind;
        }
        String low = range.min() == Double.NEGATIVE_INFINITY ? "" : " of at least " + plain(range.min());
        String high = range.max() == Double.POSITIVE_INFINITY ? "" : plain(range.max());
        return high.isEmpty()
                ? kind + low
                : low.isEmpty() ? kind + " of at most " + high : kind + " from " + plain(range.min()) + " to " + high;
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    private JsonValue enumConstant(JsonValue value, Class<?> raw, String pointer) {
        List<String> names = Arrays.stream(raw.getEnumConstants())
                .map(constant -> jsonName((Enum<?>) constant))
                .toList();
        if (value instanceof JsonString text && names.contains(text.getString())) {
            return JSON.createValue(((Enum<?>) raw.getEnumConstants()[names.indexOf(text.getString())]).name());
        }
        problems.add(pointer, "must be %s, was %s%s", choices(names), shown(value), hint(value, names));
        return value;
    }

    /** {@code ROW_STATIONARY} is written {@code "row-stationary"} in JSON. */
    static String jsonName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private JsonValue list(JsonValue value, Type element, Range range, String pointer) {
        if (!(value instanceof JsonArray array)) {
            problems.add(pointer, "must be a list, was %s", shown(value));
            return value;
        }
        var checked = JSON.createArrayBuilder();
        for (int i = 0; i < array.size(); i++) {
            checked.add(check(array.get(i), element, range, pointer + "/" + i));
        }
        return checked.build();
    }

    private JsonValue map(JsonValue value, Type element, Range range, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(pointer, "must be an object, was %s", shown(value));
            return value;
        }
        var checked = JSON.createObjectBuilder();
        object.forEach((key, child) -> checked.add(key, check(child, element, range, child(pointer, key))));
        return checked.build();
    }

    private JsonValue subtype(JsonValue value, Class<?> sealed, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(pointer, "must be an object, was %s", shown(value));
            return value;
        }
        JsonbTypeInfo info = sealed.getAnnotation(JsonbTypeInfo.class);
        List<String> aliases =
                Arrays.stream(info.value()).map(JsonbSubtype::alias).toList();
        JsonValue alias = object.get(info.key());
        if (alias instanceof JsonString text && aliases.contains(text.getString())) {
            Class<?> record = info.value()[aliases.indexOf(text.getString())].type();
            return object(value, record, info.key(), pointer);
        }
        if (alias == null) {
            problems.add(child(pointer, info.key()), "is missing, expected %s", choices(aliases));
        } else {
            problems.add(
                    child(pointer, info.key()),
                    "must be %s, was %s%s",
                    choices(aliases),
                    shown(alias),
                    hint(alias, aliases));
        }
        return value;
    }

    private JsonValue object(JsonValue value, Class<?> record, String typeKey, String pointer) {
        if (!(value instanceof JsonObject object)) {
            problems.add(pointer, "must be an object, was %s", shown(value));
            return value;
        }
        JsonObjectBuilder checked = JSON.createObjectBuilder();
        List<String> known = new ArrayList<>();
        if (typeKey != null) {
            known.add(typeKey);
            checked.add(typeKey, object.get(typeKey));
        }
        for (RecordComponent component : record.getRecordComponents()) {
            known.add(component.getName());
            JsonValue child = object.get(component.getName());
            if (child != null) {
                checked.add(component.getName(), component(child, component, child(pointer, component.getName())));
            } else if (!mayBeMissing(component.getType())) {
                problems.add(child(pointer, component.getName()), "is missing");
            }
        }
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                problems.add(child(pointer, key), "is not a known key%s", unknownHint(key, known));
            }
        }
        return checked.build();
    }

    private JsonValue component(JsonValue value, RecordComponent component, String pointer) {
        return check(value, component.getGenericType(), component.getAnnotation(Range.class), pointer);
    }

    private static boolean mayBeMissing(Class<?> type) {
        return type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class;
    }

    private static String unknownHint(String key, List<String> known) {
        String hint = Suggestion.sentence(key, known);
        return hint.isEmpty() ? ", expected one of " + String.join(", ", known) : hint;
    }

    private static String hint(JsonValue value, List<String> names) {
        return value instanceof JsonString text ? Suggestion.sentence(text.getString(), names) : "";
    }

    private static String choices(List<String> names) {
        return "one of "
                + String.join(", ", names.stream().map(name -> '"' + name + '"').toList());
    }

    private static String child(String pointer, String key) {
        return pointer + "/" + Json.encodePointer(key);
    }

    private static Class<?> rawClass(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    /** The value as found, cut to a length that fits a message. */
    static String shown(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> {
                String text = value.toString();
                yield text.length() <= 60 ? text : text.substring(0, 57) + "...";
            }
        };
    }
}
