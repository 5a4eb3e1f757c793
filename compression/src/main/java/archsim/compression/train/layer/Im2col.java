package archsim.compression.train.layer;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.Taps;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The im2col matrix of a layer's input, {@code [tap][rows][columns][image]}, for some output rows at a time.
 *
 * <p>Rows of the matrix lie {@link Matrix#columns} apart, however few output rows are asked for.
 */
final class Im2col {

    private final ActivationBuffer input;
    private final Window rows;
    private final Window columns;
    private final int kernel;
    // By the offset in the window: divisions are slow beside rows of few images.
    private final int[] firstRow;
    private final int[] endRow;
    private final int[] firstColumn;
    private final int[] endColumn;
    private final int line;
    private final float[] zeros;
    private final float[] sum;
    private final float[] part;

    Im2col(LayerSpec spec, ActivationBuffer input) {
        this.input = input;
        this.kernel = spec.kernel();
        this.rows = new Window(spec.height(), spec.outputHeight(), spec.stride(), spec.padding());
        this.columns = new Window(spec.width(), spec.outputWidth(), spec.stride(), spec.padding());
        this.firstRow = offsets(rows::first);
        this.endRow = offsets(rows::end);
        this.firstColumn = offsets(columns::first);
        this.endColumn = offsets(columns::end);
        this.line = spec.outputWidth() * input.images();
        this.zeros = new float[line];
        this.sum = new float[input.plane()];
        this.part = new float[input.plane()];
    }

    private int[] offsets(IntUnaryOperator place) {
        return IntStream.range(0, kernel).map(place).toArray();
    }

    /** Writes what {@code taps} read for output rows {@code from} up to but without {@code to}. */
    void gather(Taps taps, int from, int to, Matrix matrix) {
        int rowLength = input.width() * input.images();
        for (int tap = 0; tap < taps.count(); tap++) {
            int at = tap * matrix.columns();
            if (rows.plain() && rowLength == line) {
                matrix.put(at, input.values(), position(taps, tap, from, 0), (to - from) * line);
                continue;
            }
            int first = firstRow[taps.row(tap)];
            int end = endRow[taps.row(tap)];
            for (int y = from; y < to; y++, at += line) {
                if (y < first || y >= end) {
                    matrix.put(at, zeros, 0, line);
                } else {
                    gatherRow(taps, tap, y, matrix, at);
                }
            }
        }
    }

    private void gatherRow(Taps taps, int tap, int y, Matrix matrix, int at) {
        int images = input.images();
        int left = firstColumn[taps.column(tap)];
        int right = endColumn[taps.column(tap)];
        matrix.put(at, zeros, 0, left * images);
        matrix.put(at + right * images, zeros, 0, line - right * images);
        if (columns.stride() == 1) {
            matrix.put(at + left * images, input.values(), position(taps, tap, y, left), (right - left) * images);
            return;
        }
        for (int x = left; x < right; x++) {
            matrix.put(at + x * images, input.values(), position(taps, tap, y, x), images);
        }
    }

    /**
     * Adds the rows of {@code matrix} to {@code gradient}, each value where {@link #gather} took it from.
     *
     * <p>Channel by channel in a plane of its own, into which each row is copied to where it is added: loops over one index are
     * vectorised, those over two are not.
     */
    void scatter(Taps taps, int from, int to, Matrix matrix, float[] gradient) {
        int rowLength = input.width() * input.images();
        int first = Math.max(0, rows.input(from, 0)) * rowLength;
        int length = Math.min(input.height(), rows.input(to - 1, kernel)) * rowLength - first;
        for (int tap = 0; tap < taps.count(); ) {
            int channel = taps.channel(tap);
            int at = channel * input.plane() + first;
            System.arraycopy(gradient, at, sum, first, length);
            for (; tap < taps.count() && taps.channel(tap) == channel; tap++) {
                addRows(taps, tap, from, to, matrix);
            }
            System.arraycopy(sum, first, gradient, at, length);
        }
    }

    private void addRows(Taps taps, int tap, int from, int to, Matrix matrix) {
        int images = input.images();
        int left = firstColumn[taps.column(tap)];
        int right = endColumn[taps.column(tap)];
        int end = Math.min(to, endRow[taps.row(tap)]);
        for (int y = Math.max(from, firstRow[taps.row(tap)]); y < end; y++) {
            int at = tap * matrix.columns() + (y - from) * line;
            int row = rows.input(y, taps.row(tap)) * input.width();
            if (columns.stride() == 1) {
                int place = (row + columns.input(left, taps.column(tap))) * images;
                add(matrix, at + left * images, place, (right - left) * images);
                continue;
            }
            for (int x = left; x < right; x++) {
                add(matrix, at + x * images, (row + columns.input(x, taps.column(tap))) * images, images);
            }
        }
    }

    private void add(Matrix matrix, int from, int to, int length) {
        matrix.get(from, part, to, length);
        Lanes.add(sum, part, to, length);
    }

    /** Where the input that tap {@code tap} reads for output {@code (y, x)} starts. */
    private int position(Taps taps, int tap, int y, int x) {
        int row = taps.channel(tap) * input.height() + rows.input(y, taps.row(tap));
        return (row * input.width() + columns.input(x, taps.column(tap))) * input.images();
    }
}
