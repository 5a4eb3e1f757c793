package archsim.sweep;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An axis as written in the file: either {@code values}, or {@code from}, {@code to} and {@code steps}.
 *
 * @param name heads its column; the first pointer unless given
 * @param pointer to what varies, or a list of places that all take the same value
 * @param values in their order
 * @param from first value of a range
 * @param to last value of a range
 * @param steps values of a range, both ends included
 * @param scale of a range; {@code linear} unless given
 */
public record AxisConfig(
        Optional<String> name,

        @Described("a JSON pointer or a list of them") @Holds(value = String.class, orList = true)
        JsonValue pointer,

        Optional<List<JsonValue>> values,
        OptionalDouble from,
        OptionalDouble to,
        @Range(min = 1, max = Sweep.MOST_POINTS) OptionalInt steps,
        Optional<AxisScale> scale) {

    public AxisConfig {
        boolean isRange = from.isPresent() || to.isPresent() || steps.isPresent() || scale.isPresent();
        if (values.isPresent() == isRange) {
            throw new IllegalArgumentException(
                    isRange
                            ? "needs either values or a range, had both"
                            : "needs either values, or from, to and steps, had neither");
        }
        if (isRange && (from.isEmpty() || to.isEmpty() || steps.isEmpty())) {
            throw new IllegalArgumentException(RootLocale.format(
                    "needs from, to and steps for a range, %s is missing",
                    from.isEmpty() ? "from" : to.isEmpty() ? "to" : "steps"));
        }
    }

    /** How many values there are. */
    int length() {
        return values.map(List::size).orElseGet(steps::getAsInt);
    }
}
