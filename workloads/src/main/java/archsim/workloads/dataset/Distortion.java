package archsim.workloads.dataset;

import archsim.workloads.dataset.Stroke.Point;

/**
 * Where a point of a glyph lands on the image: a gentle wave, then an affine map.
 *
 * @param waveX how far points sway to the sides, as a share of the glyph
 * @param waveY how far points sway up and down
 * @param phaseX where the sway to the sides begins, in radians
 * @param phaseY where the sway up and down begins
 * @param xx right per right, in pixels per glyph; so the others
 * @param offsetX of the glyph's centre, in pixels
 */
record Distortion(
        double waveX,
        double waveY,
        double phaseX,
        double phaseY,
        double xx,
        double xy,
        double yx,
        double yy,
        double offsetX,
        double offsetY) {

    private static final double HEIGHT_PIXELS = 20;
    private static final double CENTRE_PIXELS = 13.5;
    private static final double CYCLES_PER_GLYPH = 0.8;

    static Distortion draw(Draws draws) {
        double angle = StrictMath.toRadians(draws.between(-20, 20));
        double width = HEIGHT_PIXELS * draws.between(0.7, 1.1);
        double height = HEIGHT_PIXELS * draws.between(0.75, 1.05);
        double shear = draws.between(-0.3, 0.3);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Distortion(
                draws.between(-0.07, 0.07),
                draws.between(-0.07, 0.07),
                draws.between(0, 2 * Math.PI),
                draws.between(0, 2 * Math.PI),
                cos * width,
                (cos * shear - sin) * height,
                sin * width,
                (sin * shear + cos) * height,
                CENTRE_PIXELS + draws.between(-2.5, 2.5),
                CENTRE_PIXELS + draws.between(-2.5, 2.5));
    }

    /** Pixels to the right and downwards from the centre of the upper left pixel. */
    Point apply(Point glyph) {
        double radians = 2 * Math.PI * CYCLES_PER_GLYPH;
        double x = glyph.x() - 0.5 + waveX * StrictMath.sin(radians * glyph.y() + phaseX);
        double y = glyph.y() - 0.5 + waveY * StrictMath.sin(radians * glyph.x() + phaseY);
        return new Point(offsetX + xx * x + xy * y, offsetY + yx * x + yy * y);
    }
}
