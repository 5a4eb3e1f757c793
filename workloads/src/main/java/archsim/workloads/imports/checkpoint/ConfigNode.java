package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a configuration that others wrote: unknown keys are theirs, null is absent, and what is asked for must be of
 * its type.
 *
 * @param file that holds it
 * @param pointer to it
 */
public record ConfigNode(String file, String pointer, JsonObject object) {

    private Optional<JsonValue> value(String key) {
        return Optional.ofNullable(object.get(key)).filter(value -> value.getValueType() != ValueType.NULL);
    }

    /** Whether {@code key} is there and not null. */
    public boolean has(String key) {
        return value(key).isPresent();
    }

    /** The object at {@code key}, if it is there. */
    public Optional<ConfigNode> child(String key) {
        return value(key).map(value -> {
            if (value instanceof JsonObject found) {
                return new ConfigNode(file, at(key), found);
            }
            throw fault(key, "must be an object, was %s", shown(value));
        });
    }

    /** The objects at all keys. */
    public List<ConfigNode> children() {
        return object.keySet().stream()
                .map(this::child)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The string at {@code key}, if it is there. */
    public Optional<String> text(String key) {
        return value(key).map(value -> {
            if (value instanceof JsonString found) {
                return found.getString();
            }
            throw fault(key, "must be a string, was %s", shown(value));
        });
    }

    /** The truth value at {@code key}, if it is there. */
    public Optional<Boolean> flag(String key) {
        return value(key).map(value -> {
            if (value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE) {
                return value.getValueType() == ValueType.TRUE;
            }
            throw fault(key, "must be true or false, was %s", shown(value));
        });
    }

    /** The whole number at {@code key}, if it is there. */
    public Optional<Integer> number(String key, int least, int largest) {
        return value(key).map(value -> number(key, value, least, largest));
    }

    /** The whole number at {@code key}, which must be there. */
    public int required(String key, int least, int largest) {
        return number(key, least, largest).orElseThrow(() -> fault(key, "is missing"));
    }

    /** The list of whole numbers at {@code key}; empty if it is not there. */
    public List<Integer> numbers(String key, int least, int largest) {
        var found = new ArrayList<Integer>();
        list(key).forEach(value -> found.add(number(key, value, least, largest)));
        return found;
    }

    /** The list of strings at {@code key}; empty if it is not there. */
    public List<String> texts(String key) {
        var found = new ArrayList<String>();
        list(key).forEach(value -> {
            if (!(value instanceof JsonString text)) {
                throw fault(key, "must be a list of strings, was with %s", shown(value));
            }
            found.add(text.getString());
        });
        return found;
    }

    private List<JsonValue> list(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof JsonArray array) {
                        return List.<JsonValue>copyOf(array);
                    }
                    throw fault(key, "must be a list, was %s", shown(value));
                })
                .orElse(List.of());
    }

    private int number(String key, JsonValue value, int least, int largest) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            long whole = number.bigDecimalValue().abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                    ? Long.MAX_VALUE
                    : number.longValue();
            if (whole >= least && whole <= largest) {
                return (int) whole;
            }
        }
        throw fault(key, "must be a whole number from %d to %d, was %s", least, largest, shown(value));
    }

    private String at(String key) {
        return pointer + "/" + Json.encodePointer(key);
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** A fault of the value at {@code key}. */
    @FormatMethod
    public InvalidInputException fault(String key, @FormatString String message, Object... arguments) {
        return InvalidInputException.at(at(key), Code.OTHER, file, "%s", RootLocale.format(message, arguments));
    }
}
