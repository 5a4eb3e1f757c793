package archsim.sweep;

import archsim.base.InvalidInputException;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Whether a row that was read back can be one that archsim wrote: a point of this sweep, figures of the right kind and
 * range, and those that follow from others as they follow.
 *
 * @param columns of the sweep
 * @param axes all values of each axis, the last axis fastest
 */
record RowCheck(Columns columns, List<List<JsonValue>> axes) {

    RowCheck {
        axes = axes.stream().map(List::copyOf).toList();
    }

    /** A check of a sweep's rows. */
    static RowCheck of(Sweep sweep, Columns columns) {
        return new RowCheck(columns, sweep.axes().stream().map(Axis::values).toList());
    }

    /** Something in a row is not what archsim writes. */
    static final class FaultyRowException extends RuntimeException {

        @FormatMethod
        FaultyRowException(@FormatString String message, Object... arguments) {
            super(String.format(Locale.ROOT, message, arguments));
        }
    }

    /** How many points the sweep has. */
    int points() {
        return axes.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
    }

    /**
     * The row of {@code cells}.
     *
     * @throws FaultyRowException with the first fault found
     */
    PointRow row(JsonArray cells, List<String> sources) {
        int expected = columns.headers().size();
        if (cells.size() != expected) {
            throw new FaultyRowException("must have %d values, was %d", expected, cells.size());
        }
        checkAxes(cells);
        PointStatus status = status(cells.get(expected - 2));
        var figures = new FigureCheck(columns, cells);
        checkReason(status, cells.get(expected - 1), figures.isPartial());
        figures.check(status);
        return new PointRow(cells, sources);
    }

    private void checkAxes(JsonArray cells) {
        int points = points();
        if (!(cells.get(0) instanceof JsonNumber index)
                || !FigureCheck.isWhole(index)
                || index.doubleValue() >= points) {
            throw new FaultyRowException("%s must be 0 to %d, was %s", Columns.INDEX, points - 1, cells.get(0));
        }
        int rest = index.intValue();
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            List<JsonValue> values = axes.get(axis);
            JsonValue expected = values.get(rest % values.size());
            JsonValue found = cells.get(1 + axis);
            if (!isSame(expected, found)) {
                throw new FaultyRowException(
                        "%s must be %s at point %s, was %s", columns.axes().get(axis), expected, index, found);
            }
            rest /= values.size();
        }
    }

    /** Numbers may be spelled in several ways. */
    private static boolean isSame(JsonValue expected, JsonValue found) {
        return (expected instanceof JsonNumber number && found instanceof JsonNumber other)
                ? number.bigDecimalValue().compareTo(other.bigDecimalValue()) == 0
                : expected.equals(found);
    }

    private static PointStatus status(JsonValue cell) {
        return List.of(PointStatus.values()).stream()
                .filter(status ->
                        cell instanceof JsonString text && status.jsonName().equals(text.getString()))
                .findFirst()
                .orElseThrow(() -> new FaultyRowException(
                        "%s must be done, infeasible, invalid or failed, was %s", Columns.STATUS, cell));
    }

    /** A point that is done has a reason only for an energy that it lacks. */
    private static void checkReason(PointStatus status, JsonValue reason, boolean partial) {
        boolean whole = status == PointStatus.DONE && !partial;
        boolean fits = whole
                ? reason == JsonValue.NULL
                : (reason instanceof JsonString text && !text.getString().isEmpty());
        if (!fits) {
            throw new FaultyRowException(
                    "%s must be %s of a point that is %s, was %s",
                    Columns.REASON, whole ? "null" : "a text", status.jsonName(), reason);
        }
    }

    /** What an input that cannot be read is refused for, in one line. */
    static FaultyRowException unreadable(InvalidInputException fault) {
        return new FaultyRowException("%s", String.join("; ", fault.lines()));
    }
}
