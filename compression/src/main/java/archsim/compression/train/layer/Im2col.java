package archsim.compression.train.layer;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.Taps;
import java.util.Arrays;

/**
 * The im2col matrix of a layer's input, {@code [tap][rows][columns][image]}, for some output rows at a time.
 *
 * <p>Rows of the matrix lie {@link Matrix#columns} apart, however few output rows are asked for.
 */
final class Im2col {

    private final ActivationBuffer input;
    private final Window rows;
    private final Window columns;
    private final int line;
    private final float[] run;

    /** @param mostRows output rows that are unfolded at once */
    Im2col(LayerSpec spec, ActivationBuffer input, int mostRows) {
        this.input = input;
        this.rows = new Window(spec.height(), spec.outputHeight(), spec.stride(), spec.padding());
        this.columns = new Window(spec.width(), spec.outputWidth(), spec.stride(), spec.padding());
        this.line = spec.outputWidth() * input.images();
        this.run = new float[mostRows * line];
    }

    /** Writes what {@code taps} read for output rows {@code from} up to but without {@code to}. */
    void gather(Taps taps, int from, int to, Matrix matrix) {
        for (int tap = 0; tap < taps.count(); tap++) {
            int at = tap * matrix.columns();
            if (rows.plain()) {
                gatherPlain(taps, tap, from, to, matrix, at);
            } else {
                stage(taps, tap, from, to);
                matrix.put(at, run, 0, (to - from) * line);
            }
        }
    }

    private void gatherPlain(Taps taps, int tap, int from, int to, Matrix matrix, int start) {
        int at = start;
        int rowLength = input.width() * input.images();
        int source = position(taps, tap, from, 0);
        if (rowLength == line) {
            matrix.put(at, input.values(), source, (to - from) * line);
            return;
        }
        for (int y = from; y < to; y++) {
            matrix.put(at, input.values(), source, line);
            at += line;
            source += rowLength;
        }
    }

    private void stage(Taps taps, int tap, int from, int to) {
        int first = rows.first(taps.row(tap));
        int end = rows.end(taps.row(tap));
        int left = columns.first(taps.column(tap));
        int right = columns.end(taps.column(tap));
        int images = input.images();
        for (int y = from; y < to; y++) {
            int at = (y - from) * line;
            if (y < first || y >= end) {
                Arrays.fill(run, at, at + line, 0f);
                continue;
            }
            Arrays.fill(run, at, at + left * images, 0f);
            Arrays.fill(run, at + right * images, at + line, 0f);
            copyRow(taps, tap, y, left, right, at);
        }
    }

    private void copyRow(Taps taps, int tap, int y, int left, int right, int at) {
        int images = input.images();
        if (columns.stride() == 1) {
            int length = (right - left) * images;
            System.arraycopy(input.values(), position(taps, tap, y, left), run, at + left * images, length);
            return;
        }
        for (int x = left; x < right; x++) {
            System.arraycopy(input.values(), position(taps, tap, y, x), run, at + x * images, images);
        }
    }

    /** Adds the rows of {@code matrix} to {@code gradient}, each value where {@link #gather} took it from. */
    void scatter(Taps taps, int from, int to, Matrix matrix, float[] gradient) {
        for (int tap = 0; tap < taps.count(); tap++) {
            matrix.get(tap * matrix.columns(), run, 0, (to - from) * line);
            int first = Math.max(from, rows.first(taps.row(tap)));
            int end = Math.min(to, rows.end(taps.row(tap)));
            for (int y = first; y < end; y++) {
                addRow(taps, tap, y, (y - from) * line, gradient);
            }
        }
    }

    private void addRow(Taps taps, int tap, int y, int at, float[] gradient) {
        int left = columns.first(taps.column(tap));
        int right = columns.end(taps.column(tap));
        int images = input.images();
        if (columns.stride() == 1) {
            add(gradient, position(taps, tap, y, left), at + left * images, (right - left) * images);
            return;
        }
        for (int x = left; x < right; x++) {
            add(gradient, position(taps, tap, y, x), at + x * images, images);
        }
    }

    private void add(float[] gradient, int to, int from, int length) {
        for (int i = 0; i < length; i++) {
            gradient[to + i] += run[from + i];
        }
    }

    /** Where the input that tap {@code tap} reads for output {@code (y, x)} starts. */
    private int position(Taps taps, int tap, int y, int x) {
        int row = taps.channel(tap) * input.height() + rows.input(y, taps.row(tap));
        return (row * input.width() + columns.input(x, taps.column(tap))) * input.images();
    }
}
