package archsim.sweep.tradeoff;

import archsim.base.json.StrictJson;
import archsim.sweep.ConfigPath;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;

/**
 * What every network of a study is varied in.
 *
 * @param name heads the values, e.g. {@code batch}
 * @param pointer into an object of {@code workload} and {@code memory}, e.g. {@code /workload/batch}
 * @param values in their order, all different
 */
public record CaseAxis(String name, String pointer, List<JsonValue> values) {

    public CaseAxis {
        values = List.copyOf(values);
        ConfigPath.parse(pointer);
        if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("values must be at least one and all different, was " + values);
        }
    }

    /** {@code object} with {@code value} in the axis' place. */
    JsonObject in(JsonObject object, JsonValue value) {
        return ConfigPath.parse(pointer).in(object, value);
    }

    /** A value as people read it. */
    public static String text(JsonValue value) {
        return value instanceof JsonString text
                ? text.getString()
                : StrictJson.write(value).strip();
    }
}
