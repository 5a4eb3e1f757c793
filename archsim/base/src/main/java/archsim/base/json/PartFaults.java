package archsim.base.json;

import archsim.base.Fault;
import archsim.base.Problems;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the objects of a faulty tree that are {@link CheckedInPart}, and adds what is not reported yet. */
final class PartFaults {

    private final Problems problems;
    private final Set<Fault> found = new LinkedHashSet<>();

    PartFaults(Problems problems) {
        this.problems = problems;
    }

    /** Of the part at {@code pointer} and all that is in it. */
    void add(JsonValue value, Type type, String pointer) {
        find(value, type, pointer);
        if (!problems.isEmpty()) {
            found.removeAll(problems.toException().faults());
        }
        found.forEach(problems::add);
    }

    private void find(JsonValue value, Type type, String pointer) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type element = arguments[arguments.length - 1];
            if (generic.getRawType() == Optional.class) {
                find(value, element, pointer);
            } else if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    find(array.get(i), element, pointer + "/" + i);
                }
            }
        } else if (value instanceof JsonObject object) {
            findIn(object, (Class<?>) type, pointer);
        }
    }

    private void findIn(JsonObject object, Class<?> type, String pointer) {
        if (!type.isRecord()) {
            KnownSubtypes.named(type, object).ifPresent(subtype -> findIn(object, subtype, pointer));
            return;
        }
        for (RecordComponent component : Components.of(type)) {
            JsonValue child = object.get(component.getName());
            if (child != null) {
                find(child, component.getGenericType(), pointer + "/" + component.getName());
            }
        }
        CheckedInPart checked = type.getAnnotation(CheckedInPart.class);
        if (checked != null) {
            var faults = new Problems("");
            check(checked).check(object, faults);
            if (!faults.isEmpty()) {
                faults.toException().faults().forEach(fault -> found.add(fault.under(pointer)));
            }
        }
    }

    private static PartCheck check(CheckedInPart checked) {
        try {
            return checked.value().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(checked.value() + " needs a public constructor without parameters", e);
        }
    }
}
