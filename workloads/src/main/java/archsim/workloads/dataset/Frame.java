package archsim.workloads.dataset;

import archsim.base.RootLocale;

/**
 * The size that pictures of any size are brought to: scaled, both sides alike, until they just fill it, and cropped
 * around the middle.
 *
 * <p>A value is the mean of the pixels around it, weighted by a triangle that reaches one pixel in each direction, or
 * one of the new pixels where these are larger: PIL's and torchvision's bilinear scaling. Pictures of this size stay as
 * they are.
 *
 * @param h rows
 * @param w columns
 */
public record Frame(int h, int w) {

    public Frame {
        if (h < 1 || w < 1) {
            throw new IllegalArgumentException(RootLocale.format("a frame has rows and columns, was %d x %d", h, w));
        }
    }

    /** Whether pictures of {@code rows} and {@code columns} have to be scaled or cropped. */
    boolean changes(int rows, int columns) {
        return rows != h || columns != w;
    }

    /**
     * One channel of a picture in this frame.
     *
     * @param plane {@code [row][column]}, unsigned; not modified
     * @param rows of the picture
     * @param columns likewise
     * @param to receives {@code h * w} values from place {@code at} on
     */
    void fit(byte[] plane, int rows, int columns, byte[] to, int at) {
        // One new pixel is as many old ones, and the old ones that are cut off on both sides are as many.
        double step = Math.min((double) rows / h, (double) columns / w);
        Taps down = new Taps(h, step, (rows - h * step) / 2, rows);
        Taps across = new Taps(w, step, (columns - w * step) / 2, columns);
        double[] narrow = new double[rows * w];
        for (int row = 0; row < rows; row++) {
            for (int x = 0; x < w; x++) {
                double sum = 0;
                for (int tap = 0; tap < across.weights[x].length; tap++) {
                    sum += across.weights[x][tap] * Byte.toUnsignedInt(plane[row * columns + across.first[x] + tap]);
                }
                narrow[row * w + x] = sum;
            }
        }
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double sum = 0;
                for (int tap = 0; tap < down.weights[y].length; tap++) {
                    sum += down.weights[y][tap] * narrow[(down.first[y] + tap) * w + x];
                }
                to[at + y * w + x] = (byte) Math.min(255, Math.round(sum));
            }
        }
    }

    /** Which old pixels, and how much of each, make up each new one along one side. */
    private static final class Taps {

        private final int[] first;
        private final double[][] weights;

        /**
         * @param count new pixels
         * @param step old ones a new one
         * @param cut old ones before the first new one
         * @param old of them in all
         */
        Taps(int count, double step, double cut, int old) {
            first = new int[count];
            weights = new double[count][];
            double reach = Math.max(1, step);
            for (int i = 0; i < count; i++) {
                double middle = cut + (i + 0.5) * step;
                first[i] = Math.max(0, (int) Math.floor(middle - reach + 0.5));
                int last = Math.min(old - 1, (int) Math.ceil(middle + reach - 0.5));
                weights[i] = new double[last - first[i] + 1];
                double sum = 0;
                for (int tap = 0; tap < weights[i].length; tap++) {
                    weights[i][tap] = Math.max(0, 1 - Math.abs(first[i] + tap + 0.5 - middle) / reach);
                    sum += weights[i][tap];
                }
                for (int tap = 0; tap < weights[i].length; tap++) {
                    weights[i][tap] /= sum;
                }
            }
        }
    }
}
