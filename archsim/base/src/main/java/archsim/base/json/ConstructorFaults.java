package archsim.base.json;

import archsim.base.ComponentFaults;
import archsim.base.Fault.Code;
import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which records of a well-shaped tree refuse their values.
 *
 * <p>JSON-B stops at the first and does not say where. This binds the innermost records first; one that refuses is
 * reported at its own pointer, and the records around it are left out, since they cannot be built.
 */
final class ConstructorFaults {

    private final Jsonb jsonb;
    private final Problems problems;

    ConstructorFaults(Jsonb jsonb, Problems problems) {
        this.jsonb = jsonb;
        this.problems = problems;
    }

    /** Whether {@code value} binds to {@code type}; its faults go to the problems. */
    boolean find(JsonValue value, Type type, String pointer) {
        if (type instanceof ParameterizedType generic) {
            return findInside(value, generic, pointer);
        }
        Class<?> raw = (Class<?>) type;
        Optional<Subtypes> subtypes = KnownSubtypes.of(raw);
        if (subtypes.isPresent()) {
            return find(value, subtype((JsonObject) value, subtypes.get()), pointer);
        }
        if (!raw.isRecord()) {
            return true;
        }
        boolean sound = true;
        for (RecordComponent component : Components.of(raw)) {
            JsonValue child = ((JsonObject) value).get(component.getName());
            sound &= child == null || find(child, component.getGenericType(), pointer + "/" + component.getName());
        }
        return sound && binds(value, raw, pointer);
    }

    /** As {@link #find} in those parts of an unchecked {@code value} whose shape is sound: the others cannot be bound. */
    void findInSoundParts(JsonValue value, Type type, String pointer) {
        var faults = new Problems("");
        var shape = new ShapeCheck(faults);
        JsonValue checked = shape.check(value, type, null, pointer);
        if (faults.isEmpty() && !shape.metReported()) {
            find(checked, type, pointer);
        } else if (type instanceof ParameterizedType generic) {
            findInSoundElements(value, generic, pointer);
        } else if (value instanceof JsonObject object) {
            findInSoundComponents(object, (Class<?>) type, pointer);
        }
    }

    private void findInSoundElements(JsonValue value, ParameterizedType type, String pointer) {
        Type[] arguments = type.getActualTypeArguments();
        Type element = arguments[arguments.length - 1];
        if (type.getRawType() == Optional.class) {
            findInSoundParts(value, element, pointer);
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                findInSoundParts(array.get(i), element, pointer + "/" + i);
            }
        } else if (value instanceof JsonObject object) {
            object.forEach((key, child) -> findInSoundParts(child, element, pointer + "/" + Json.encodePointer(key)));
        }
    }

    private void findInSoundComponents(JsonObject object, Class<?> type, String pointer) {
        if (!type.isRecord()) {
            KnownSubtypes.named(type, object).ifPresent(subtype -> findInSoundComponents(object, subtype, pointer));
            return;
        }
        for (RecordComponent component : Components.of(type)) {
            JsonValue child = object.get(component.getName());
            if (child != null) {
                findInSoundParts(child, component.getGenericType(), pointer + "/" + component.getName());
            }
        }
    }

    private boolean findInside(JsonValue value, ParameterizedType type, String pointer) {
        Type[] arguments = type.getActualTypeArguments();
        Type element = arguments[arguments.length - 1];
        if (type.getRawType() == Optional.class) {
            return find(value, element, pointer);
        }
        boolean sound = true;
        if (type.getRawType() == List.class) {
            List<JsonValue> values = (JsonArray) value;
            for (int i = 0; i < values.size(); i++) {
                sound &= find(values.get(i), element, pointer + "/" + i);
            }
        } else {
            for (Map.Entry<String, JsonValue> entry : ((JsonObject) value).entrySet()) {
                sound &= find(entry.getValue(), element, pointer + "/" + Json.encodePointer(entry.getKey()));
            }
        }
        return sound;
    }

    private static Class<?> subtype(JsonObject value, Subtypes subtypes) {
        return subtypes.byName().get(value.getString(subtypes.key()));
    }

    private boolean binds(JsonValue value, Class<?> record, String pointer) {
        try {
            jsonb.fromJson(value.toString(), record);
            return true;
        } catch (JsonbException e) {
            refused(e, pointer);
            return false;
        }
    }

    private void refused(JsonbException fault, String pointer) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ComponentFaults.RefusedException refused) {
                refused.faults().forEach(found -> problems.add(found.under(pointer)));
                return;
            }
        }
        problems.add(Code.REFUSED, pointer, "%s", refusal(fault));
    }

    private static String refusal(JsonbException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
            if (cause instanceof ArithmeticException) {
                return "must give counts that fit 64 bits, was larger (" + cause.getMessage() + ")";
            }
        }
        throw new IllegalStateException("JSON-B refused what the shape check let pass: " + fault.getMessage(), fault);
    }
}
