package archsim.workloads.pruning;

import archsim.workloads.WeightTensor;
import java.util.Arrays;

/**
 * Equally spaced levels {@code -(2^(bits-1) - 1)} to {@code 2^(bits-1) - 1}; a weight that is not zero never becomes
 * level 0, so that quantising prunes nothing. One bit means -1 and 1.
 *
 * <p>The step is the one of the least squared error among {@value #CANDIDATES} fractions of the largest weight, made
 * optimal for the levels that it gives.
 */
final class EqualLevels {

    private static final int CANDIDATES = 64;

    private EqualLevels() {}

    /** The quantised weights; zeros stay zeros. */
    static WeightTensor quantise(float[] values, int bits) {
        int largest = Math.max(1, (1 << (bits - 1)) - 1);
        float[] present = present(values);
        double most = 0;
        for (float value : present) {
            most = Math.max(most, Math.abs(value));
        }
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 1; candidate <= CANDIDATES && most > 0; candidate++) {
            double step = refined(present, most * candidate / CANDIDATES / largest, largest);
            double error = error(present, step, largest);
            if (error < least) {
                least = error;
                best = step;
            }
        }
        short[] levels = new short[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) level(values[i], best, largest);
        }
        return WeightTensor.ofLevels(levels, Math.max(Float.MIN_VALUE, (float) best), bits);
    }

    /** Those that are not zero, which alone decide on the step. */
    private static float[] present(float[] values) {
        float[] present = new float[values.length];
        int count = 0;
        for (float value : values) {
            if (value != 0) {
                present[count++] = value;
            }
        }
        return Arrays.copyOf(present, count);
    }

    private static int level(float value, double step, int largest) {
        if (value == 0) {
            return 0;
        }
        int magnitude = (int) Math.max(1, Math.min(largest, Math.round(Math.abs(value) / step)));
        return value < 0 ? -magnitude : magnitude;
    }

    private static double refined(float[] values, double step, int largest) {
        double products = 0;
        double squares = 0;
        for (float value : values) {
            int level = level(value, step, largest);
            products += (double) level * value;
            squares += (double) level * level;
        }
        return squares == 0 ? step : products / squares;
    }

    private static double error(float[] values, double step, int largest) {
        double error = 0;
        for (float value : values) {
            double off = value - level(value, step, largest) * step;
            error += off * off;
        }
        return error;
    }
}
