package archsim.sweep;

import jakarta.json.JsonArray;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Rows of finished points, kept as text, which takes a tenth of the memory. Safe for threads that put different points. */
public final class PointRows {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final String[] texts;
    private final NavigableSet<String> sources = new ConcurrentSkipListSet<>();

    /** @param points of the sweep */
    public PointRows(int points) {
        texts = new String[points];
    }

    /** Keeps a row. */
    public void put(PointRow row) {
        texts[row.index()] = text(row);
        sources.addAll(row.sources());
    }

    /** Keeps all rows of {@code others}, which are of the same sweep. */
    public void putAll(PointRows others) {
        IntStream.range(0, texts.length).filter(others::has).forEach(i -> texts[i] = others.texts[i]);
        sources.addAll(others.sources);
    }

    /** Keeps citations behind the energies of rows that were put. */
    public void addSources(List<String> citations) {
        sources.addAll(citations);
    }

    /** Whether a row that was put has {@code source}. */
    boolean hasSource(String source) {
        return sources.contains(source);
    }

    /** Citations behind the energies of all rows that were put, in alphabetical order. */
    public List<String> sources() {
        return List.copyOf(sources);
    }

    /** How many points the sweep has. */
    public int points() {
        return texts.length;
    }

    /** Whether archsim itself failed at no point; all must be finished. */
    public boolean allSound() {
        return IntStream.range(0, texts.length).noneMatch(i -> get(i).status() == PointStatus.FAILED);
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
    public static String text(PointRow row) {
        return row.cells().toString();
    }

    /** A row and its sources in one line of JSON. */
    static String textWithSources(PointRow row) {
        return JSON.createArrayBuilder()
                .add(row.cells())
                .add(JSON.createArrayBuilder(row.sources()))
                .build()
                .toString();
    }

    /** The row of {@link #text}. */
    public static PointRow parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            JsonArray cells = reader.readArray();
            return new PointRow(cells);
        }
    }
}
