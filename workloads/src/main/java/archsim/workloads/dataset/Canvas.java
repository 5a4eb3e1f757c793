package archsim.workloads.dataset;

import archsim.workloads.dataset.Stroke.Point;

/** A square image that ink is put on; 0 is empty and 1 is full. */
final class Canvas {

    static final int SIDE = 28;

    /** What is darker shows black, so that the background stays empty in spite of the noise. */
    private static final double DARKEST = 0.1;

    private final double[] ink = new double[SIDE * SIDE];

    /**
     * Draws a straight line with round ends and soft edges.
     *
     * @param radius half the width of the line in pixels
     * @param strength of the ink, 0 to 1; where lines cross, the stronger one shows
     */
    void draw(Point from, Point to, double radius, double strength) {
        double reach = radius + 0.5;
        int top = clamp(StrictMath.floor(Math.min(from.y(), to.y()) - reach));
        int bottom = clamp(StrictMath.ceil(Math.max(from.y(), to.y()) + reach));
        int left = clamp(StrictMath.floor(Math.min(from.x(), to.x()) - reach));
        int right = clamp(StrictMath.ceil(Math.max(from.x(), to.x()) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double covered = Math.min(1, reach - distance(from, to, x, y));
                int pixel = y * SIDE + x;
                ink[pixel] = Math.max(ink[pixel], covered * strength);
            }
        }
    }

    private static int clamp(double pixel) {
        return (int) Math.max(0, Math.min(SIDE - 1, pixel));
    }

    /** Distance of a pixel's centre to a straight line between two points. */
    private static double distance(Point from, Point to, double x, double y) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double lengthSquared = dx * dx + dy * dy;
        double along = lengthSquared == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / lengthSquared;
        double nearest = Math.max(0, Math.min(1, along));
        double offX = from.x() + nearest * dx - x;
        double offY = from.y() + nearest * dy - y;
        return StrictMath.sqrt(offX * offX + offY * offY);
    }

    /** Writes the ink as bytes, with noise of up to twice {@code noise} either way. */
    void develop(Draws draws, double noise, byte[] target, int offset) {
        for (int pixel = 0; pixel < ink.length; pixel++) {
            double brightness = ink[pixel] + noise * (draws.between(-1, 1) + draws.between(-1, 1));
            double shown = brightness < DARKEST ? 0 : Math.min(1, brightness);
            target[offset + pixel] = (byte) StrictMath.round(255 * shown);
        }
    }
}
