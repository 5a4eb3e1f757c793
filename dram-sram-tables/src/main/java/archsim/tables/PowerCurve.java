package archsim.tables;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;

/**
 * Tabulated positive values of a positive whole number, joined by power laws: straight lines when both axes are
 * logarithmic.
 *
 * <p>So energies that grow linearly, quadratically or not at all between two points are met, and a value between two
 * points leaves their interval by no more than rounding. Logarithms are {@link StrictMath}'s: prices are the same on every
 * machine.
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
        requireInside(points, quantity, x);
        return points.containsKey(x) ? points.get(x) : between(points.floorEntry(x), points.ceilingEntry(x), x);
    }

    private static double between(Map.Entry<Integer, Double> below, Map.Entry<Integer, Double> above, int x) {
        double[] logX = {StrictMath.log(below.getKey()), StrictMath.log(above.getKey())};
        double[] logY = {StrictMath.log(below.getValue()), StrictMath.log(above.getValue())};
        return StrictMath.exp(new LinearInterpolator().interpolate(logX, logY).value(StrictMath.log(x)));
    }

    /** Whether nothing is tabulated, so that every question is refused. */
    boolean isEmpty() {
        return points.isEmpty();
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
}
