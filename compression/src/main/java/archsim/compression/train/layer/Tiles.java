package archsim.compression.train.layer;

import java.util.Arrays;

/**
 * One channel of a map as squares, {@code TILE} rows and columns from one to the next: tiles of outputs, or the patches of inputs
 * that they read, which overlap.
 *
 * <p>Squares lie as in {@link TileTransform}, {@code [row][column][square down][square across][image]}. What lies outside the map
 * is zero.
 */
final class Tiles {

    private static final int STEP = TileTransform.TILE;

    private final int side;
    private final int height;
    private final int width;
    private final int padding;
    private final int across;
    private final int images;
    private final float[] sum;
    private final float[] part;

    /**
     * @param side of a square
     * @param map of which a channel is taken
     * @param padding by which the first square lies outside the map, above and on the left
     * @param across squares beside each other
     */
    Tiles(int side, ActivationBuffer map, int padding, int across) {
        this.side = side;
        this.height = map.height();
        this.width = map.width();
        this.padding = padding;
        this.across = across;
        this.images = map.images();
        this.sum = new float[map.plane()];
        this.part = new float[map.plane()];
    }

    /** Elements of one row of squares in one of their places. */
    private int line() {
        return across * images;
    }

    /** Reads the rows of squares {@code from} up to but without {@code to} from channel {@code channel} of {@code values}. */
    void read(float[] values, int channel, int from, int to, float[][] squares) {
        int plane = (to - from) * line();
        for (int i = 0; i < side; i++) {
            for (int y = from; y < to; y++) {
                int at = (y - from) * line();
                int row = STEP * y + i - padding;
                if (i >= STEP && y + 1 < to) {
                    copyFromBelow(squares, i, at, plane);
                } else if (row < 0 || row >= height) {
                    for (int j = 0; j < side; j++) {
                        Arrays.fill(squares[i], j * plane + at, j * plane + at + line(), 0f);
                    }
                } else {
                    readRow(values, (channel * height + row) * width, squares[i], at, plane);
                }
            }
        }
    }

    /** The last rows of a square are the first ones of the square below. */
    private void copyFromBelow(float[][] squares, int i, int at, int plane) {
        for (int j = 0; j < side; j++) {
            System.arraycopy(squares[i - STEP], j * plane + at + line(), squares[i], j * plane + at, line());
        }
    }

    private void readRow(float[] values, int start, float[] to, int at, int plane) {
        for (int j = 0; j < side; j++) {
            int own = 0;
            if (j >= STEP) {
                own = across - 1;
                System.arraycopy(to, (j - STEP) * plane + at + images, to, j * plane + at, own * images);
            }
            for (int x = own; x < across; x++) {
                int column = STEP * x + j - padding;
                int place = j * plane + at + x * images;
                if (column < 0 || column >= width) {
                    Arrays.fill(to, place, place + images, 0f);
                } else {
                    System.arraycopy(values, (start + column) * images, to, place, images);
                }
            }
        }
    }

    /** Writes squares that do not overlap; what lies outside the map is left out. */
    void write(float[][] squares, float[] values, int channel, int from, int to) {
        int plane = (to - from) * line();
        for (int y = from; y < to; y++) {
            for (int i = 0; i < STEP && STEP * y + i < height; i++) {
                int start = (channel * height + STEP * y + i) * width;
                for (int column = 0; column < width; column++) {
                    int place = column % STEP * plane + (y - from) * line() + column / STEP * images;
                    System.arraycopy(squares[i], place, values, (start + column) * images, images);
                }
            }
        }
    }

    /** Adds squares to {@code values}, each element where {@link #read} took it from. */
    void add(float[][] squares, float[] values, int channel, int from, int to) {
        int row = width * images;
        int first = Math.max(0, STEP * from - padding) * row;
        int length = Math.min(height, STEP * (to - 1) + side - padding) * row - first;
        int start = channel * sum.length + first;
        System.arraycopy(values, start, sum, first, length);
        int plane = (to - from) * line();
        for (int y = from; y < to; y++) {
            for (int i = 0; i < side; i++) {
                int target = STEP * y + i - padding;
                if (target >= 0 && target < height) {
                    addRow(squares[i], (y - from) * line(), plane, target);
                }
            }
        }
        System.arraycopy(sum, first, values, start, length);
    }

    /** Squares overlap by less than {@code STEP}: each row is added in two parts, of which neither overlaps itself. */
    private void addRow(float[] from, int at, int plane, int row) {
        for (int half = 0; half < side; half += STEP) {
            int start = row * width * images;
            Arrays.fill(part, start, start + width * images, 0f);
            for (int j = half; j < Math.min(side, half + STEP); j++) {
                for (int x = 0; x < across; x++) {
                    int column = STEP * x + j - padding;
                    if (column >= 0 && column < width) {
                        System.arraycopy(from, j * plane + at + x * images, part, start + column * images, images);
                    }
                }
            }
            Lanes.add(sum, part, start, width * images);
        }
    }
}
