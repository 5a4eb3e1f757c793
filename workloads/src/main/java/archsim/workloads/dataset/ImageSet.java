package archsim.workloads.dataset;

import archsim.base.RootLocale;
import archsim.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Labelled images of one size, {@code [n][c][h][w]} as unsigned bytes. Immutable; a slice shares the pixels.
 */
public final class ImageSet {

    private final String name;
    private final int c;
    private final int h;
    private final int w;
    private final int first;
    private final int n;
    private final byte[] pixels;
    private final byte[] labels;

    private ImageSet(String name, int c, int h, int w, int first, int n, byte[] pixels, byte[] labels) {
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

    /** Label of an image, 0 to 255. */
    public int label(int image) {
        return Byte.toUnsignedInt(labels[first + requireImage(image)]);
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
        return Byte.toUnsignedInt(pixels[start(image) + index]);
    }

    /** Images {@code from} up to but without {@code to}, renumbered from 0; at least one. */
    public ImageSet slice(int from, int to) {
        if (from < 0 || to > n || from >= to) {
            throw new IndexOutOfBoundsException(
                    RootLocale.format("images must lie in 0 to %d, was %d to %d", n, from, to));
        }
        return new ImageSet(name, c, h, w, first + from, to - from, pixels, labels);
    }

    /** SHA-256 of the text {@code n,c,h,w} and a line feed, the pixels, and the labels. */
    public String sha256() {
        byte[] head = RootLocale.format("%d,%d,%d,%d\n", n, c, h, w).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(head.length + n * pixelsPerImage() + n);
        content.put(head).put(pixels, start(0), n * pixelsPerImage()).put(labels, first, n);
        return Sha256.of(content.flip());
    }

    private int start(int image) {
        return (first + requireImage(image)) * pixelsPerImage();
    }

    private int requireImage(int image) {
        if (image < 0 || image >= n) {
            throw new IndexOutOfBoundsException(RootLocale.format("image must be 0 to %d, was %d", n - 1, image));
        }
        return image;
    }
}
