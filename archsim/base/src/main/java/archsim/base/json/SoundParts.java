package archsim.base.json;

import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts sound values in the place of faulty ones, so that what can only be checked of bound values is checked of those
 * parts of an input that have no other fault.
 *
 * <p>What may be missing is left out, and so are unknown keys and faulty entries of maps; the rest is taken from a sample.
 */
final class SoundParts {

    private static final Set<Class<?>> MAY_BE_MISSING =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final Jsonb jsonb;
    private final Set<String> replaced;

    /** @param replaced gets the pointers of all parts that were faulty or missing */
    SoundParts(Jsonb jsonb, Set<String> replaced) {
        this.jsonb = jsonb;
        this.replaced = replaced;
    }

    /** What can be bound of {@code value}; absent if there is nothing. */
    Optional<JsonValue> of(JsonValue value, Type type, Range range, JsonValue sample, String pointer) {
        Optional<JsonValue> whole = sound(value, type, range);
        if (whole.isPresent()) {
            return whole;
        }
        Optional<JsonValue> mended = Optional.empty();
        if (type instanceof ParameterizedType generic) {
            mended = mended(value, generic, range, sample, pointer);
        } else if (((Class<?>) type).isRecord() && value instanceof JsonObject object) {
            mended = Optional.of(record(object, (Class<?>) type, sample, pointer));
        }
        return mended.flatMap(parts -> sound(parts, type, range));
    }

    private Optional<JsonValue> sound(JsonValue value, Type type, Range range) {
        var faults = new Problems("");
        var shape = new ShapeCheck(faults);
        JsonValue checked = shape.check(value, type, range, "");
        boolean sound = faults.isEmpty()
                && !shape.metReported()
                && new ConstructorFaults(jsonb, new Problems("")).find(checked, type, "");
        return sound ? Optional.of(value) : Optional.empty();
    }

    private Optional<JsonValue> mended(
            JsonValue value, ParameterizedType type, Range range, JsonValue sample, String pointer) {
        Type[] arguments = type.getActualTypeArguments();
        Type element = arguments[arguments.length - 1];
        if (type.getRawType() == Optional.class) {
            return of(value, element, range, sample, pointer);
        }
        if (type.getRawType() == List.class && value instanceof JsonArray array) {
            return list(array, element, range, sample, pointer);
        }
        return type.getRawType() == Map.class && value instanceof JsonObject object
                ? Optional.of(map(object, element, range, pointer))
                : Optional.empty();
    }

    private Optional<JsonValue> list(JsonArray array, Type element, Range range, JsonValue sample, String pointer) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        Optional<JsonValue> spare = sample instanceof JsonArray samples && !samples.isEmpty()
                ? Optional.of(samples.get(0))
                : Optional.empty();
        for (int i = 0; i < array.size(); i++) {
            String place = pointer + "/" + i;
            Optional<JsonValue> sound = of(array.get(i), element, range, spare.orElse(JsonValue.NULL), place);
            if (sound.isEmpty()) {
                replaced.add(place);
            }
            Optional<JsonValue> found = sound.or(() -> spare);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            list.add(found.get());
        }
        return Optional.of(list.build());
    }

    private JsonObject map(JsonObject object, Type element, Range range, String pointer) {
        JsonObjectBuilder map = Json.createObjectBuilder();
        object.forEach((key, value) -> {
            String place = pointer + "/" + Json.encodePointer(key);
            of(value, element, range, JsonValue.NULL, place)
                    .ifPresentOrElse(sound -> map.add(key, sound), () -> replaced.add(place));
        });
        return map.build();
    }

    private JsonObject record(JsonObject object, Class<?> type, JsonValue sample, String pointer) {
        JsonObjectBuilder parts = Json.createObjectBuilder();
        for (RecordComponent component : Components.of(type)) {
            String key = component.getName();
            String place = pointer + "/" + key;
            Optional<JsonValue> spare =
                    sample instanceof JsonObject samples ? Optional.ofNullable(samples.get(key)) : Optional.empty();
            boolean optional = MAY_BE_MISSING.contains(component.getType());
            JsonValue found = object.get(key);
            if (found == null && optional) {
                continue;
            }
            Optional<JsonValue> sound = found == null
                    ? Optional.empty()
                    : of(
                            found,
                            component.getGenericType(),
                            component.getAnnotation(Range.class),
                            spare.orElse(JsonValue.NULL),
                            place);
            if (sound.isEmpty()) {
                replaced.add(place);
            }
            sound.or(() -> optional ? Optional.empty() : spare).ifPresent(part -> parts.add(key, part));
        }
        return parts.build();
    }
}
