package archsim.tables;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tabulated positive values of a positive whole number, joined by power laws: straight lines when both axes are
 * logarithmic.
 *
 * <p>So energies that grow linearly, quadratically or not at all between two points are met exactly, and a value between
 * two points never leaves their interval.
 */
final class PowerCurve {

    private final String quantity;
    private final NavigableMap<Integer, Double> points;

    /**
     * @param quantity what the whole number is, with its unit, for messages, e.g. {@code "words of a register file"}
     * @param points at least one, all positive
     */
    PowerCurve(String quantity, Map<Integer, Double> points) {
        this.quantity = quantity;
        this.points = Collections.unmodifiableNavigableMap(new TreeMap<>(points));
    }

    /**
     * The value at {@code x}, exact at a tabulated point.
     *
     * @throws OutOfRangeException if no point lies on one side of {@code x}
     */
    double at(int x) {
        int low = floor(x);
        int high = ceiling(x);
        if (low == high) {
            return points.get(low);
        }
        return between(points.get(low), points.get(high), fraction(low, x, high));
    }

    /** The smallest tabulated point. */
    int smallest() {
        return points.firstKey();
    }

    /** The largest tabulated point. */
    int largest() {
        return points.lastKey();
    }

    /** The largest tabulated point that is at most {@code x}. */
    int floor(int x) {
        return floor(points, quantity, x);
    }

    /** The smallest tabulated point that is at least {@code x}. */
    int ceiling(int x) {
        return ceiling(points, quantity, x);
    }

    static int floor(NavigableMap<Integer, ?> points, String quantity, int x) {
        requireInside(points, quantity, x);
        return points.floorKey(x);
    }

    static int ceiling(NavigableMap<Integer, ?> points, String quantity, int x) {
        requireInside(points, quantity, x);
        return points.ceilingKey(x);
    }

    private static void requireInside(NavigableMap<Integer, ?> points, String quantity, int x) {
        if (x < points.firstKey() || x > points.lastKey()) {
            throw new OutOfRangeException(
                    "%s must be %d to %d, was %d", quantity, points.firstKey(), points.lastKey(), x);
        }
    }

    /** Where {@code x} lies between {@code low} (0) and {@code high} (1) on a logarithmic axis. */
    static double fraction(double low, double x, double high) {
        return Math.log(x / low) / Math.log(high / low);
    }

    /** The value at {@code fraction} of the way from {@code low} to {@code high} on a logarithmic axis. */
    static double between(double low, double high, double fraction) {
        return low * Math.pow(high / low, fraction);
    }
}
