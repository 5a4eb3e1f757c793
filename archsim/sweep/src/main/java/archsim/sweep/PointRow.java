package archsim.sweep;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One line of {@code points.csv}.
 *
 * @param cells in the order of {@link Columns#headers}; {@code null} in JSON where there is no value
 * @param sources citations behind the energies; none of a row that was read back
 */
public record PointRow(JsonArray cells, List<String> sources) {

    public PointRow {
        sources = List.copyOf(sources);
    }

    /** A row without sources. */
    public PointRow(JsonArray cells) {
        this(cells, List.of());
    }

    /** ConfigPath of the point in its sweep. */
    public int index() {
        return cells.getInt(0);
    }

    /** What became of the point. */
    public PointStatus status() {
        String name = cells.getString(cells.size() - 2);
        return List.of(PointStatus.values()).stream()
                .filter(status -> status.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status is called " + name));
    }

    /** Why there are no figures; empty if there are. */
    public String reason() {
        return text(cells.size() - 1);
    }

    /** A cell as CSV holds it; empty if there is no value. */
    public String text(int column) {
        return text(cells.get(column));
    }

    /** A value of an axis, or another cell, as CSV holds it. */
    public static String text(JsonValue cell) {
        return cell == JsonValue.NULL ? "" : cell instanceof JsonString text ? text.getString() : cell.toString();
    }

    /** A cell that is a number. */
    public OptionalDouble number(int column) {
        return cells.get(column) instanceof JsonNumber number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
