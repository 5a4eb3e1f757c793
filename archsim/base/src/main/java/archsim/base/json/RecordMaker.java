package archsim.base.json;

import archsim.base.Problems;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Makes a record of an object by the record's constructor, of the same component types as {@link ShapeCheck} understands. Unlike JSON-B it
 * takes the records within it ready made.
 */
final class RecordMaker {

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> record) {
            try {
                Constructor<?> canonical = record.getDeclaredConstructor(Components.of(record).stream()
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                canonical.setAccessible(true);
                return canonical;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has one: " + record, e);
            }
        }
    };

    private final BiFunction<Class<?>, JsonObject, Optional<Object>> parts;

    /** Something that no record can be made of; why is found by others. */
    private static final class UnsoundException extends RuntimeException {

        UnsoundException() {
            super(null, null, false, false);
        }
    }

    /** @param parts records within the object, by the type that their component states; absent if one is not sound */
    RecordMaker(BiFunction<Class<?>, JsonObject, Optional<Object>> parts) {
        this.parts = parts;
    }

    /**
     * The record of {@code type}, or of its subtype that {@code object} names; absent if {@code object} has any fault.
     *
     * @param type a record, or an interface of {@link Subtypes}
     */
    Optional<Object> make(Class<?> type, JsonObject object) {
        try {
            if (type.isRecord()) {
                return Optional.of(record(type, object, ""));
            }
            Subtypes subtypes = KnownSubtypes.of(type).orElseThrow(UnsoundException::new);
            Class<?> named = KnownSubtypes.named(type, object).orElseThrow(UnsoundException::new);
            return Optional.of(record(named, object, subtypes.key()));
        } catch (UnsoundException e) {
            return Optional.empty();
        }
    }

    /** @param typeKey that the object may have besides; empty for none */
    private Object record(Class<?> type, JsonObject object, String typeKey) {
        List<RecordComponent> components = Components.of(type);
        var values = new Object[components.size()];
        int known = object.containsKey(typeKey) ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components.get(i);
            JsonValue written = object.get(component.getName());
            known += written == null || component.getName().equals(typeKey) ? 0 : 1;
            values[i] = written == null ? absent(component.getType()) : value(written, component);
        }
        require(known == object.size());
        try {
            return CONSTRUCTORS.get(type).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new UnsoundException();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be public and not abstract", e);
        }
    }

    private static Object absent(Class<?> type) {
        require(ShapeCheck.mayBeMissing(type));
        return type == Optional.class
                ? Optional.empty()
                : type == OptionalInt.class
                        ? OptionalInt.empty()
                        : type == OptionalLong.class ? OptionalLong.empty() : OptionalDouble.empty();
    }

    private Object value(JsonValue written, RecordComponent component) {
        return value(written, component.getGenericType(), component.getAnnotation(Range.class));
    }

    private Object value(JsonValue written, Type type, Range range) {
        require(!StrictJson.isReported(written) && written != JsonValue.NULL);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic(written, generic.getRawType(), arguments[arguments.length - 1], range);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == JsonValue.class) {
            return written;
        }
        if (raw.isAnnotationPresent(Listed.class)) {
            return StrictJson.bind(new Problems(""), written, raw, "").orElseThrow(UnsoundException::new);
        }
        if (raw.isRecord() || raw.isInterface()) {
            require(written instanceof JsonObject);
            return parts.apply(raw, (JsonObject) written).orElseThrow(UnsoundException::new);
        }
        return scalar(written, raw, range);
    }

    private Object generic(JsonValue written, Type raw, Type element, Range range) {
        if (raw == Optional.class) {
            return Optional.of(value(written, element, range));
        }
        if (raw == List.class) {
            require(written instanceof JsonArray);
            var list = new ArrayList<>();
            written.asJsonArray().forEach(each -> list.add(value(each, element, range)));
            return list;
        }
        require(raw == Map.class && written instanceof JsonObject);
        var map = new LinkedHashMap<String, Object>();
        written.asJsonObject().forEach((key, each) -> map.put(key, value(each, element, range)));
        return map;
    }

    private static Object scalar(JsonValue written, Class<?> raw, Range range) {
        var problems = new Problems("");
        JsonValue checked = new ShapeCheck(problems).check(written, raw, range, "");
        require(problems.isEmpty());
        if (checked instanceof JsonString text) {
            return raw.isEnum() ? constant(raw, text.getString()) : text.getString();
        }
        return checked instanceof JsonNumber number ? number(number, raw) : checked == JsonValue.TRUE;
    }

    private static Object constant(Class<?> raw, String name) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalStateException(raw + " has no " + name);
    }

    private static Object number(JsonNumber number, Class<?> raw) {
        return switch (NumberKind.of(raw)) {
            case INT -> raw == OptionalInt.class ? OptionalInt.of(number.intValue()) : (Object) number.intValue();
            case LONG -> raw == OptionalLong.class ? OptionalLong.of(number.longValue()) : (Object) number.longValue();
            case DOUBLE ->
                raw == OptionalDouble.class ? OptionalDouble.of(number.doubleValue()) : (Object) number.doubleValue();
        };
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new UnsoundException();
        }
    }
}
