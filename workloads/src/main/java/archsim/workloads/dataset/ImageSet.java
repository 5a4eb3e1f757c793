package archsim.workloads.dataset;

import archsim.base.RootLocale;
import archsim.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Labelled images of one size, {@code [n][c][h][w]} as unsigned bytes. Immutable; a slice shares the pixels, which lie in
 * memory or, of large sets of pictures, are decoded when they are asked for.
 */
public final class ImageSet {

    private final String name;
    private final int c;
    private final int h;
    private final int w;
    private final int first;
    private final int n;
    private final Pixels pixels;
    private final int[] labels;

    private ImageSet(String name, int c, int h, int w, int first, int n, Pixels pixels, int[] labels) {
        this.name = name;
        this.c = c;
        this.h = h;
        this.w = w;
        this.first = first;
        this.n = n;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Images of {@code c} channels, {@code h} rows and {@code w} columns.
     *
     * @param pixels of all images; the array becomes the set's own and must not be changed any more
     * @param labels one unsigned byte an image, at least one; the array becomes the set's own
     */
    static ImageSet owning(String name, int c, int h, int w, byte[] pixels, byte[] labels) {
        if (c < 1 || h < 1 || w < 1 || labels.length < 1 || pixels.length != (long) labels.length * c * h * w) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%d pixels are not those of %d images of %d x %d x %d", pixels.length, labels.length, c, h, w));
        }
        int[] unsigned = IntStream.range(0, labels.length)
                .map(image -> Byte.toUnsignedInt(labels[image]))
                .toArray();
        return from(name, c, h, w, Pixels.held(pixels, c * h * w), unsigned);
    }

    /**
     * Images of {@code c} channels, {@code h} rows and {@code w} columns.
     *
     * @param pixels of all images
     * @param labels one an image, at least one image; the array becomes the set's own
     */
    static ImageSet from(String name, int c, int h, int w, Pixels pixels, int[] labels) {
        return new ImageSet(name, c, h, w, 0, labels.length, pixels, labels);
    }

    /** Images of {@code c} channels, {@code h} rows and {@code w} columns, with one label each. */
    public static ImageSet of(String name, int c, int h, int w, byte[] pixels, byte[] labels) {
        return owning(name, c, h, w, pixels.clone(), labels.clone());
    }

    /** As people call it, e.g. {@code MNIST train}. */
    public String name() {
        return name;
    }

    /** Images. */
    public int n() {
        return n;
    }

    /** Channels. */
    public int c() {
        return c;
    }

    /** Rows. */
    public int h() {
        return h;
    }

    /** Columns. */
    public int w() {
        return w;
    }

    /** Pixels of one image, {@code c * h * w}. */
    public int pixelsPerImage() {
        return c * h * w;
    }

    /** Label of an image, from 0. */
    public int label(int image) {
        return labels[first + requireImage(image)];
    }

    /** Largest label plus one. */
    public int classes() {
        int largest = 0;
        for (int image = 0; image < n; image++) {
            largest = Math.max(largest, label(image));
        }
        return largest + 1;
    }

    /** Brightness, 0 to 255, of pixel {@code index} of an image, counted in {@code [c][h][w]} order. */
    public int pixel(int image, int index) {
        if (index < 0 || index >= pixelsPerImage()) {
            throw new IndexOutOfBoundsException(
                    RootLocale.format("pixel must be 0 to %d, was %d", pixelsPerImage() - 1, index));
        }
        return Byte.toUnsignedInt(pixels(image)[index]);
    }

    /** All pixels of an image in {@code [c][h][w]} order, unsigned; a copy. */
    public byte[] pixels(int image) {
        byte[] copy = new byte[pixelsPerImage()];
        pixels.copy(first + requireImage(image), copy, 0);
        return copy;
    }

    /** Images {@code from} up to but without {@code to}, renumbered from 0; at least one. */
    public ImageSet slice(int from, int to) {
        if (from < 0 || to > n || from >= to) {
            throw new IndexOutOfBoundsException(
                    RootLocale.format("images must lie in 0 to %d, was %d to %d", n, from, to));
        }
        return new ImageSet(name, c, h, w, first + from, to - from, pixels, labels);
    }

    /**
     * SHA-256 of the text {@code n,c,h,w} and a line feed, the pixels, and the labels: a byte each, or four, the highest
     * first, where there are more than 256 classes.
     */
    public String sha256() {
        byte[] head = RootLocale.format("%d,%d,%d,%d\n", n, c, h, w).getBytes(StandardCharsets.US_ASCII);
        Stream<byte[]> images = IntStream.range(0, n).mapToObj(this::pixels);
        return Sha256.ofAll(Stream.concat(Stream.concat(Stream.of(head), images), Stream.of(labelBytes())));
    }

    private byte[] labelBytes() {
        boolean wide = classes() > 256;
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(n, wide ? Integer.BYTES : 1));
        for (int image = 0; image < n; image++) {
            if (wide) {
                bytes.putInt(label(image));
            } else {
                bytes.put((byte) label(image));
            }
        }
        return bytes.array();
    }

    private int requireImage(int image) {
        if (image < 0 || image >= n) {
            throw new IndexOutOfBoundsException(RootLocale.format("image must be 0 to %d, was %d", n - 1, image));
        }
        return image;
    }
}
