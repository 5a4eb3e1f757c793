package archsim.base.json;

import archsim.base.RootLocale;
import archsim.base.ShortestDecimal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The JSON tree of a value: record components in the order of their declaration (JSON-B gives that of a hash table),
 * enum constants as they are read, absent components left out, numbers in their shortest form.
 */
final class JsonTree {

    private JsonTree() {}

    /** The tree of {@code value}, which stands at {@code pointer}. */
    static JsonValue of(Object value, String pointer) {
        if (value instanceof JsonValue tree) {
            return tree;
        }
        if (value instanceof Record object) {
            return value.getClass().isAnnotationPresent(Listed.class)
                    ? listed(object, pointer)
                    : record(object, pointer);
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = JsonNodes.object();
            map.forEach((key, child) -> add(object, key(key), child, pointer));
            return object.build();
        }
        if (value instanceof Collection<?> elements) {
            JsonArrayBuilder list = JsonNodes.list();
            int index = 0;
            for (Object element : elements) {
                list.add(of(element, pointer + "/" + index++));
            }
            return list.build();
        }
        return scalar(value, pointer);
    }

    private static JsonValue scalar(Object value, String pointer) {
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Number number) {
            return number(number, pointer);
        }
        if (value instanceof String || value instanceof Enum<?>) {
            return JsonNodes.text(key(value));
        }
        throw new IllegalArgumentException(RootLocale.format("%s has no JSON form: %s", pointer, value));
    }

    private static JsonValue number(Number number, String pointer) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short) {
            return JsonNodes.number(number.longValue());
        }
        if (number instanceof BigInteger whole) {
            return JsonNodes.number(whole);
        }
        if (number instanceof BigDecimal decimal) {
            return JsonNodes.number(decimal);
        }
        double value = number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(RootLocale.format("%s must be finite, was %s", pointer, value));
        }
        return JsonNodes.number(ShortestDecimal.of(value));
    }

    private static JsonValue record(Record value, String pointer) {
        JsonObjectBuilder object = JsonNodes.object();
        typeOf(value.getClass()).ifPresent(type -> object.add(type.getKey(), type.getValue()));
        for (RecordComponent component : Components.of(value.getClass())) {
            present(read(component, value)).ifPresent(child -> add(object, component.getName(), child, pointer));
        }
        return object.build();
    }

    private static JsonValue listed(Record value, String pointer) {
        List<Object> numbers = Components.of(value.getClass()).stream()
                .map(component -> read(component, value))
                .toList();
        return of(Set.copyOf(numbers).size() == 1 ? numbers.get(0) : numbers, pointer);
    }

    /** Key and name that tell the record from the others of its interface. */
    private static Optional<Map.Entry<String, String>> typeOf(Class<?> record) {
        return Arrays.stream(record.getInterfaces())
                .flatMap(parent -> KnownSubtypes.of(parent).stream())
                .findFirst()
                .map(subtypes -> Map.entry(subtypes.key(), name(subtypes, record)));
    }

    private static String name(Subtypes subtypes, Class<?> record) {
        return subtypes.byName().entrySet().stream()
                .filter(subtype -> subtype.getValue() == record)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(record + " has no name among its subtypes"));
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static Optional<?> present(Object value) {
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
        }
        return value instanceof Optional<?> optional ? optional : Optional.of(value);
    }

    private static void add(JsonObjectBuilder object, String key, Object value, String pointer) {
        object.add(key, of(value, pointer + "/" + Json.encodePointer(key)));
    }

    private static String key(Object key) {
        return key instanceof Enum<?> constant ? EnumNames.of(constant) : key.toString();
    }
}
