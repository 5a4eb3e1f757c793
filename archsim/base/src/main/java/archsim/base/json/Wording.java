package archsim.base.json;

import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How faults name what was expected and what was found. */
final class Wording {

    private static final int LONGEST = 60;

    private Wording() {}

    /** What a component's value looks like in JSON. */
    static String expected(RecordComponent component) {
        Described described = component.getAnnotation(Described.class);
        return described == null
                ? expected(component.getGenericType(), component.getAnnotation(Range.class))
                : described.value();
    }

    /** What a value of {@code type} looks like in JSON, e.g. {@code a whole number from 1 to 1024}. */
    static String expected(Type type, Range range) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Optional.class
                    ? expected(arguments[0], range)
                    : generic.getRawType() == List.class ? "a list" : "an object";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isAnnotationPresent(Listed.class)) {
            RecordComponent[] components = raw.getRecordComponents();
            return expected(components[0]) + " or a list of " + components.length;
        }
        if (raw.isRecord() || KnownSubtypes.of(raw).isPresent()) {
            return "an object";
        }
        if (raw == String.class) {
            return "a text";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        return raw.isEnum() ? choices(EnumNames.all(raw)) : number(NumberKind.of(raw), range);
    }

    /** A number of {@code kind} within {@code range}, which may be {@code null}; just {@code 1} if it must be 1. */
    static String number(NumberKind kind, Range range) {
        boolean low = range != null && range.min() != Double.NEGATIVE_INFINITY;
        boolean high = range != null && range.max() != Double.POSITIVE_INFINITY;
        if (low && high && range.min() == range.max()) {
            return plain(range.min());
        }
        String bounds = low && high
                ? " from " + plain(range.min()) + " to " + plain(range.max())
                : low ? " of at least " + plain(range.min()) : high ? " of at most " + plain(range.max()) : "";
        return kind.words() + bounds;
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    /** {@code one of "a", "b"}, or just {@code "a"}. */
    static String choices(Collection<String> names) {
        return (names.size() == 1 ? "" : "one of ")
                + names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    /** The value as found, cut to a length that fits a message. */
    static String shown(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> {
                String text = value.toString();
                yield text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
            }
        };
    }
}
