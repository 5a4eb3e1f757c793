package archsim.workloads.dataset;

import archsim.workloads.dataset.Stroke.Point;
import java.util.List;

/**
 * Handwritten-looking digits that archsim draws itself, so that training runs without any download.
 *
 * <p>Each of {@code 28 x 28} pixels, bright on dark as in MNIST: one of the digit's glyphs, swayed, turned, sheared,
 * scaled and shifted, drawn with a pen of random width and strength; now and then a stray line; noise. All arithmetic
 * is exact IEEE 754 or {@link StrictMath}, so a seed gives the same bytes on every machine, and image {@code i} is the
 * same whatever the number of images.
 *
 * @param seed of every random choice
 */
public record GeneratedDigits(long seed) {

    private static final int CLASSES = 10;
    private static final long TEST_IMAGES_FROM = 1L << 32;

    /** Draws {@code train} and {@code test} images; every ten images hold each digit once. */
    public DataSet draw(int train, int test) {
        return new DataSet("generated digits", set("train", 0, train), set("test", TEST_IMAGES_FROM, test));
    }

    private ImageSet set(String part, long first, int images) {
        if (images < 1) {
            throw new IllegalArgumentException("must draw at least 1 image to " + part + ", was " + images);
        }
        int size = Canvas.SIDE * Canvas.SIDE;
        byte[] pixels = new byte[Math.multiplyExact(images, size)];
        byte[] labels = new byte[images];
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) (i % CLASSES);
            drawDigit(labels[i], new Draws(seed, first + i), pixels, i * size);
        }
        return ImageSet.owning("generated digits " + part, 1, Canvas.SIDE, Canvas.SIDE, pixels, labels);
    }

    private static void drawDigit(int digit, Draws draws, byte[] pixels, int offset) {
        var canvas = new Canvas();
        List<List<Stroke>> ways = Glyphs.of(digit);
        List<Stroke> glyph = ways.get(draws.below(ways.size()));
        var distortion = Distortion.draw(draws);
        double radius = draws.between(0.7, 1.9);
        double strength = draws.between(0.6, 1);
        for (Stroke stroke : glyph) {
            drawStroke(stroke, distortion, radius, strength, canvas);
        }
        if (draws.happens(0.25)) {
            drawStrayLine(draws, canvas);
        }
        canvas.develop(draws, draws.between(0, 0.12), pixels, offset);
    }

    private static void drawStroke(
            Stroke stroke, Distortion distortion, double radius, double strength, Canvas canvas) {
        List<Point> points = stroke.points().stream().map(distortion::apply).toList();
        for (int i = 1; i < points.size(); i++) {
            canvas.draw(points.get(i - 1), points.get(i), radius, strength);
        }
    }

    private static void drawStrayLine(Draws draws, Canvas canvas) {
        var from = new Point(draws.between(0, Canvas.SIDE), draws.between(0, Canvas.SIDE));
        var to = new Point(from.x() + draws.between(-7, 7), from.y() + draws.between(-7, 7));
        canvas.draw(from, to, draws.between(0.4, 0.9), draws.between(0.3, 0.6));
    }
}
