package archsim.workloads.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A line of the pen through points, in a square of side 1 whose origin is the upper left corner.
 *
 * @param points at least one
 */
record Stroke(List<Point> points) {

    /** A place: {@code x} to the right, {@code y} downwards. */
    record Point(double x, double y) {}

    private static final double DEGREES_PER_POINT = 15;

    Stroke {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a stroke needs a point");
        }
    }

    /** Straight lines through {@code x0, y0, x1, y1, ...}. */
    static Stroke line(double... coordinates) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.add(new Point(coordinates[i], coordinates[i + 1]));
        }
        return new Stroke(points);
    }

    /** Part of an ellipse; angles in degrees, 0 to the right and 90 downwards, drawn from {@code from} to {@code to}. */
    static Stroke arc(double x, double y, double radiusX, double radiusY, double from, double to) {
        int steps = (int) StrictMath.ceil(Math.abs(to - from) / DEGREES_PER_POINT);
        var points = new ArrayList<Point>();
        for (int i = 0; i <= steps; i++) {
            double angle = StrictMath.toRadians(from + (to - from) * i / steps);
            points.add(new Point(x + radiusX * StrictMath.cos(angle), y + radiusY * StrictMath.sin(angle)));
        }
        return new Stroke(points);
    }

    /** This stroke, and without lifting the pen, another. */
    Stroke then(Stroke next) {
        var all = new ArrayList<>(points);
        all.addAll(next.points);
        return new Stroke(Collections.unmodifiableList(all));
    }
}
