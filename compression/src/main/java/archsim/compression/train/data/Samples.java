package archsim.compression.train.data;

import archsim.base.RootLocale;
import archsim.compression.network.TensorShape;
import archsim.workloads.dataset.ImageSet;
import java.util.List;

/**
 * Labelled images of unsigned bytes, {@code [image][channel][row][column]}. Immutable.
 *
 * <p>A pixel enters the network as its byte divided by 255, so background stays exactly zero; or, where means and
 * deviations are given, less the mean of its channel and over its deviation.
 */
public final class Samples {

    private final ImageSet images;
    private final int first;
    private final int count;
    /** What a byte of a channel is to the network. */
    private final float[][] values;

    private Samples(ImageSet images, int first, int count, float[][] values) {
        this.images = images;
        this.first = first;
        this.count = count;
        this.values = values;
    }

    /** Images of one channel; the arrays are copied. */
    public static Samples of(byte[] pixels, byte[] labels, int height, int width) {
        return of(pixels, labels, new TensorShape(1, height, width));
    }

    /** Images of any number of channels; the arrays are copied. */
    public static Samples of(byte[] pixels, byte[] labels, TensorShape image) {
        if (pixels.length != (long) labels.length * image.size()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%d labels of %s need as many images, found %d pixels", labels.length, image, pixels.length));
        }
        return of(ImageSet.of("samples", image.channels(), image.height(), image.width(), pixels, labels));
    }

    /** {@code [channel][byte]}. */
    private static float[][] values(int channels, List<Double> means, List<Double> deviations) {
        float[][] values = new float[channels][256];
        for (int channel = 0; channel < channels; channel++) {
            double mean = means.get(means.size() == 1 ? 0 : channel);
            double deviation = deviations.get(deviations.size() == 1 ? 0 : channel);
            for (int i = 0; i < values[channel].length; i++) {
                float share = i * (1f / 255);
                values[channel][i] = (float) ((share - mean) / deviation);
            }
        }
        return values;
    }

    /** All images of a set. */
    public static Samples of(ImageSet images) {
        return of(images, List.of(0.0), List.of(1.0));
    }

    /**
     * All images of a set.
     *
     * @param means of each channel, or one for all
     * @param deviations likewise
     */
    public static Samples of(ImageSet images, List<Double> means, List<Double> deviations) {
        return new Samples(images, 0, images.n(), values(images.c(), means, deviations));
    }

    /** Images {@code from} up to but without {@code to}. */
    public Samples part(int from, int to) {
        if (from < 0 || from > to || to > count) {
            throw new IllegalArgumentException(
                    RootLocale.format("part must lie in 0 to %d, was %d to %d", count, from, to));
        }
        return new Samples(images, first + from, to - from, values);
    }

    public int count() {
        return count;
    }

    /** Class of an image. */
    public int label(int image) {
        return images.label(first + image);
    }

    /**
     * Writes one image as column {@code column} of a block {@code [channel][row][column][images]}, mirrored where asked
     * and then moved by whole pixels; what moves in is black.
     */
    public void write(int image, Shift shift, float[] block, int column, int columns) {
        byte[] pixels = images.pixels(first + image);
        int height = images.h();
        int width = images.w();
        int to = column;
        for (int row = 0; row < images.c() * height; row++, to += width * columns) {
            float[] valueOf = values[row / height];
            int y = row % height;
            int fromY = y - shift.down();
            int source = (row - y + fromY) * width;
            boolean outside = fromY < 0 || fromY >= height;
            for (int x = 0; x < width; x++) {
                int fromX = x - shift.right();
                int pixel = shift.mirrored() ? width - 1 - fromX : fromX;
                boolean black = outside || fromX < 0 || fromX >= width;
                block[to + x * columns] = black ? valueOf[0] : valueOf[pixels[source + pixel] & 0xff];
            }
        }
    }

    /**
     * Sets a square of an image that was written to 0, as the network sees it; what of it lies outside is left out.
     *
     * @param down of its middle as a share of the rows, 0 up to but without 1
     * @param right likewise of the columns
     * @param side in pixels
     */
    void cut(double down, double right, int side, float[] block, int column, int columns) {
        int top = (int) (down * images.h()) - side / 2;
        int left = (int) (right * images.w()) - side / 2;
        for (int channel = 0; channel < images.c(); channel++) {
            for (int y = Math.max(0, top); y < Math.min(images.h(), top + side); y++) {
                for (int x = Math.max(0, left); x < Math.min(images.w(), left + side); x++) {
                    block[((channel * images.h() + y) * images.w() + x) * columns + column] = 0;
                }
            }
        }
    }
}
