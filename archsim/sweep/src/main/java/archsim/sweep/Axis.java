package archsim.sweep;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * What varies, and through which values.
 *
 * @param name heads its column
 * @param places that all take the same value, at least one
 * @param values all different, at least one
 * @param range whether the values are steps of a range
 */
public record Axis(String name, List<ConfigPath> places, List<JsonValue> values, boolean range) {

    public Axis {
        places = List.copyOf(places);
        values = List.copyOf(values);
    }
}
