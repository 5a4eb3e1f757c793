package archsim.compression.projection;

import java.util.Arrays;

/**
 * Levels {@code -h .. -1, 1 .. h} with {@code h = 2^(bits-1)}: pruned weights are the zeros, so kept ones need none.
 *
 * <p>Source: X. Ma et al., TNNLS 2022, section IV-A (equal-distance quantisation); eight levels at 3 bits.
 *
 * @param bits stored width, 1 to 8
 */
public record EqualDistanceLevels(int bits) implements Levels {

    public EqualDistanceLevels {
        if (bits < 1 || bits > 8) {
            throw new IllegalArgumentException("bits must be 1 to 8, was " + bits);
        }
    }

    /** Largest level. */
    public int largest() {
        return 1 << (bits - 1);
    }

    @Override
    public int nearest(float value, float interval) {
        long magnitude = Math.round(Math.abs((double) value) / interval);
        int level = (int) Math.max(1, Math.min(largest(), magnitude));
        return value < 0 ? -level : level;
    }

    /**
     * The interval with the least squared error, exactly.
     *
     * <p>As the interval shrinks, weight {@code t} moves from level {@code m} to {@code m + 1} where it passes {@code
     * |t| / (m + 1/2)}. Between two such points the levels stand, and the best interval for them is {@code S1 / S2} with
     * {@code S1 = sum |t| m} and {@code S2 = sum m^2}, which takes {@code S1^2 / S2} off the squared error. Visiting all
     * points in order finds the best of all.
     */
    @Override
    public float interval(float[] values) {
        if (values.length == 0) {
            return 1;
        }
        int steps = largest() - 1;
        double[][] crossings = new double[values.length * steps][];
        double s1 = 0;
        double s2 = values.length;
        for (int i = 0; i < values.length; i++) {
            double magnitude = Math.abs((double) values[i]);
            if (!Double.isFinite(magnitude)) {
                throw new IllegalArgumentException("value %d must be finite, was %s".formatted(i, values[i]));
            }
            s1 += magnitude;
            for (int m = 1; m <= steps; m++) {
                crossings[i * steps + m - 1] = new double[] {magnitude / (m + 0.5), magnitude, m};
            }
        }
        Arrays.sort(crossings, (a, b) -> Double.compare(b[0], a[0]));
        double best = s1 * s1 / s2;
        double interval = s1 / s2;
        for (double[] crossing : crossings) {
            s1 += crossing[1];
            s2 += 2 * crossing[2] + 1;
            if (s1 * s1 / s2 > best) {
                best = s1 * s1 / s2;
                interval = s1 / s2;
            }
        }
        return interval > 0 ? Math.max((float) interval, Float.MIN_NORMAL) : 1;
    }
}
