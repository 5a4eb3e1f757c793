package archsim.sweep;

import jakarta.json.JsonArray;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Rows of finished points, kept as text, which takes a tenth of the memory. Safe for threads that put different points. */
public final class PointRows {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final String[] texts;

    /** @param points of the sweep */
    public PointRows(int points) {
        texts = new String[points];
    }

    /** Keeps a row. */
    public void put(PointRow row) {
        texts[row.index()] = text(row);
    }

    /** How many points the sweep has. */
    public int points() {
        return texts.length;
    }

    /** Whether the point at {@code index} is finished. */
    public boolean has(int index) {
        return texts[index] != null;
    }

    /** Points that are not finished, in their order. */
    public int[] missing() {
        return IntStream.range(0, texts.length).filter(i -> !has(i)).toArray();
    }

    /** The row of a finished point. */
    public PointRow get(int index) {
        return parse(texts[index]);
    }

    /** Visits the rows of all points in their order; all must be finished. */
    public void forEach(Consumer<PointRow> visitor) {
        for (int i = 0; i < texts.length; i++) {
            visitor.accept(get(i));
        }
    }

    /** A row in one line of JSON. */
    static String text(PointRow row) {
        return row.cells().toString();
    }

    /** The row of {@link #text}. */
    static PointRow parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            JsonArray cells = reader.readArray();
            return new PointRow(cells);
        }
    }
}
