package archsim.compression.train.data;

import archsim.base.RootLocale;
import archsim.compression.network.TensorShape;
import archsim.workloads.dataset.ImageSet;
import java.util.List;

/**
 * Labelled images as one block of unsigned bytes, {@code [image][channel][row][column]}. Immutable.
 *
 * <p>A pixel enters the network as its byte divided by 255, so background stays exactly zero; or, where means and
 * deviations are given, less the mean of its channel and over its deviation.
 */
public final class Samples {

    private final byte[] pixels;
    private final byte[] labels;
    private final int channels;
    private final int height;
    private final int width;
    private final int first;
    private final int count;
    /** What a byte of a channel is to the network. */
    private final float[][] values;

    private Samples(
            byte[] pixels, byte[] labels, int channels, int height, int width, int first, int count, float[][] values) {
        this.values = values;
        this.pixels = pixels;
        this.labels = labels;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.first = first;
        this.count = count;
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
        return new Samples(
                pixels.clone(),
                labels.clone(),
                image.channels(),
                image.height(),
                image.width(),
                0,
                labels.length,
                plain(image.channels()));
    }

    private static float[][] plain(int channels) {
        return values(channels, List.of(0.0), List.of(1.0));
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
        int size = images.pixelsPerImage();
        byte[] pixels = new byte[Math.multiplyExact(images.n(), size)];
        byte[] labels = new byte[images.n()];
        for (int image = 0; image < labels.length; image++) {
            labels[image] = (byte) images.label(image);
            for (int i = 0; i < size; i++) {
                pixels[image * size + i] = (byte) images.pixel(image, i);
            }
        }
        return new Samples(
                pixels,
                labels,
                images.c(),
                images.h(),
                images.w(),
                0,
                labels.length,
                values(images.c(), means, deviations));
    }

    /** Images {@code from} up to but without {@code to}. */
    public Samples part(int from, int to) {
        if (from < 0 || from > to || to > count) {
            throw new IllegalArgumentException(
                    RootLocale.format("part must lie in 0 to %d, was %d to %d", count, from, to));
        }
        return new Samples(pixels, labels, channels, height, width, first + from, to - from, values);
    }

    public int count() {
        return count;
    }

    /** Class of an image. */
    public int label(int image) {
        return Byte.toUnsignedInt(labels[first + image]);
    }

    /**
     * Writes one image as column {@code column} of a block {@code [channel][row][column][images]}, mirrored where asked
     * and then moved by whole pixels; what moves in is black.
     */
    public void write(int image, Shift shift, float[] block, int column, int images) {
        int line = (first + image) * channels * height * width;
        int to = column;
        for (int row = 0; row < channels * height; row++, to += width * images) {
            int y = row % height;
            int fromY = y - shift.down();
            if (fromY < 0 || fromY >= height) {
                clear(block, to, images, values[row / height][0]);
            } else {
                writeRow(line + (row - y + fromY) * width, shift, block, to, images, values[row / height]);
            }
        }
    }

    private void clear(float[] block, int start, int images, float black) {
        for (int x = 0; x < width; x++) {
            block[start + x * images] = black;
        }
    }

    private void writeRow(int source, Shift shift, float[] block, int start, int images, float[] valueOf) {
        for (int x = 0; x < width; x++) {
            int fromX = x - shift.right();
            int pixel = shift.mirrored() ? width - 1 - fromX : fromX;
            boolean inside = fromX >= 0 && fromX < width;
            block[start + x * images] = inside ? valueOf[pixels[source + pixel] & 0xff] : valueOf[0];
        }
    }
}
