package archsim.base.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the subtypes of an interface: of a sealed one in its own annotation, of an open one in its registry. */
final class KnownSubtypes {

    private KnownSubtypes() {}

    /** Empty if {@code type} is no interface of either sort. */
    static Optional<Subtypes> of(Class<?> type) {
        if (!type.isInterface()) {
            return Optional.empty();
        }
        JsonbTypeInfo sealed = type.getAnnotation(JsonbTypeInfo.class);
        if (sealed != null) {
            return Optional.of(new Sealed(sealed));
        }
        return Optional.ofNullable(type.getAnnotation(ResolvedBy.class)).map(KnownSubtypes::registry);
    }

    /** The subtype of {@code type} that an object names; empty if it names none that is known. */
    static Optional<Class<?>> named(Class<?> type, JsonObject object) {
        return of(type).flatMap(subtypes -> object.get(subtypes.key()) instanceof JsonString name
                ? Optional.ofNullable(subtypes.byName().get(name.getString()))
                : Optional.empty());
    }

    private static Subtypes registry(ResolvedBy open) {
        try {
            return open.value().getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(open.value() + " needs a public constructor without parameters", e);
        }
    }

    private record Sealed(JsonbTypeInfo info) implements Subtypes {

        @Override
        public String key() {
            return info.key();
        }

        @Override
        public Map<String, Class<?>> byName() {
            var records = new LinkedHashMap<String, Class<?>>();
            Arrays.stream(info.value()).forEach((JsonbSubtype subtype) -> records.put(subtype.alias(), subtype.type()));
            return records;
        }
    }
}
