package archsim.compression.train.data;

import archsim.base.RootLocale;
import archsim.compression.network.TensorShape;
import archsim.workloads.dataset.ImageSet;

/**
 * Labelled images as one block of unsigned bytes, {@code [image][channel][row][column]}. Immutable.
 *
 * <p>A pixel enters the network as its byte divided by 255, so background stays exactly zero.
 */
public final class Samples {

    private final byte[] pixels;
    private final byte[] labels;
    private final int channels;
    private final int height;
    private final int width;
    private final int first;
    private final int count;

    private Samples(byte[] pixels, byte[] labels, int channels, int height, int width, int first, int count) {
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
                pixels.clone(), labels.clone(), image.channels(), image.height(), image.width(), 0, labels.length);
    }

    /** All images of a set. */
    public static Samples of(ImageSet images) {
        int size = images.pixelsPerImage();
        byte[] pixels = new byte[Math.multiplyExact(images.n(), size)];
        byte[] labels = new byte[images.n()];
        for (int image = 0; image < labels.length; image++) {
            labels[image] = (byte) images.label(image);
            for (int i = 0; i < size; i++) {
                pixels[image * size + i] = (byte) images.pixel(image, i);
            }
        }
        return new Samples(pixels, labels, images.c(), images.h(), images.w(), 0, labels.length);
    }

    /** Images {@code from} up to but without {@code to}. */
    public Samples part(int from, int to) {
        if (from < 0 || from > to || to > count) {
            throw new IllegalArgumentException(
                    RootLocale.format("part must lie in 0 to %d, was %d to %d", count, from, to));
        }
        return new Samples(pixels, labels, channels, height, width, first + from, to - from);
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
     * and then moved by whole pixels; what moves in is zero.
     */
    public void write(int image, Shift shift, float[] block, int column, int images) {
        int line = (first + image) * channels * height * width;
        int to = column;
        for (int row = 0; row < channels * height; row++, to += width * images) {
            int y = row % height;
            int fromY = y - shift.down();
            if (fromY < 0 || fromY >= height) {
                clear(block, to, images);
            } else {
                writeRow(line + (row - y + fromY) * width, shift, block, to, images);
            }
        }
    }

    private void clear(float[] block, int start, int images) {
        for (int x = 0; x < width; x++) {
            block[start + x * images] = 0f;
        }
    }

    private void writeRow(int source, Shift shift, float[] block, int start, int images) {
        for (int x = 0; x < width; x++) {
            int fromX = x - shift.right();
            int pixel = shift.mirrored() ? width - 1 - fromX : fromX;
            boolean inside = fromX >= 0 && fromX < width;
            block[start + x * images] = inside ? (pixels[source + pixel] & 0xff) * (1f / 255) : 0f;
        }
    }
}
