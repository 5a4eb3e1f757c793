package archsim.workloads.imports;

import archsim.workloads.WeightTensor;
import archsim.workloads.model.ElementType;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Quantisation inferred from the values: at most 256 that are not zero, all whole multiples of one step, up to 256 of them.
 *
 * <p>Levels that do not occur leave gaps, so the step may be a fraction of the least distance between two values; types of
 * 16 bits are too coarse to tell that.
 */
final class RecognisedLevels {

    private static final int MOST_VALUES = 256;
    private static final int LARGEST_LEVEL = 256;
    /** Of a step, where the step is the least distance: values may have been computed before they were stored. */
    private static final double SLACK = 1e-3;
    /** Of a step: coarse types cannot tell larger levels from values of no step at all. */
    private static final double MOST_SLACK = 0.125;

    /** Of each magnitude on average, to tell a codebook from a few arbitrary weights. */
    private static final int LEAST_REPEATS = 4;

    private static final double FINE_ROUNDING = 0x1p-23;

    private RecognisedLevels() {}

    /**
     * The weights as levels, if that is what they are; integers of 8 and 16 bits are their own levels.
     *
     * @param values all finite
     * @param type that they were stored as
     */
    static Optional<WeightTensor> of(float[] values, ElementType type) {
        if (type.isLevel()) {
            return Optional.of(WeightTensor.ofLevels(levels(values, 1), 1, type == ElementType.I8 ? 8 : bits(values)));
        }
        float[] distinct = distinct(values);
        return distinct.length == 0
                ? Optional.empty()
                : step(distinct, type).map(step -> {
                    short[] levels = levels(values, step);
                    return WeightTensor.ofLevels(levels, (float) (double) step, bits(levels));
                });
    }

    /** Magnitudes other than zero in ascending order; none if there are too many. */
    private static float[] distinct(float[] values) {
        var signed = new TreeSet<Float>();
        for (float value : values) {
            if (value != 0 && signed.add(value) && signed.size() > MOST_VALUES) {
                return new float[0];
            }
        }
        var magnitudes = new TreeSet<Float>();
        signed.forEach(value -> magnitudes.add(Math.abs(value)));
        float[] sorted = new float[magnitudes.size()];
        int i = 0;
        for (float magnitude : magnitudes) {
            sorted[i++] = magnitude;
        }
        return sorted;
    }

    /** Whether the weights are so few different ones that they were quantised, though to no common step. */
    static boolean hasOwnLevels(WeightTensor weights) {
        if (!weights.isFloat() || weights.mask().count() <= MOST_VALUES) {
            return false;
        }
        int magnitudes = distinct(weights.toFloats()).length;
        return magnitudes > 0 && weights.mask().count() >= LEAST_REPEATS * magnitudes;
    }

    /** The largest step that all are multiples of: a whole fraction of the least distance, zero included. */
    private static Optional<Double> step(float[] magnitudes, ElementType type) {
        double distance = magnitudes[0];
        for (int i = 1; i < magnitudes.length; i++) {
            distance = Math.min(distance, (double) magnitudes[i] - magnitudes[i - 1]);
        }
        double largest = magnitudes[magnitudes.length - 1];
        double most = roundingOf(type) > FINE_ROUNDING ? 1 : LARGEST_LEVEL;
        for (int parts = 1; parts <= most && Math.round(largest / distance * parts) <= LARGEST_LEVEL; parts++) {
            double step = fitted(magnitudes, distance / parts);
            if (fits(magnitudes, step, type, parts == 1 ? SLACK : 0)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The step of the least squared error over the levels that {@code step} gives. */
    private static double fitted(float[] magnitudes, double step) {
        double products = 0;
        double squares = 0;
        for (float magnitude : magnitudes) {
            long level = Math.round(magnitude / step);
            products += magnitude * level;
            squares += (double) level * level;
        }
        return products / squares;
    }

    private static boolean fits(float[] magnitudes, double step, ElementType type, double slack) {
        boolean fits = (float) step > 0;
        for (float magnitude : magnitudes) {
            long level = Math.round(magnitude / step);
            double allowed = Math.min(MOST_SLACK * step, slack * step + 2 * roundingOf(type) * magnitude);
            fits &= level <= LARGEST_LEVEL && Math.abs(magnitude - level * step) <= allowed;
        }
        return fits;
    }

    private static double roundingOf(ElementType type) {
        return switch (type) {
            case F16 -> 0x1p-11;
            case BF16 -> 0x1p-8;
            default -> FINE_ROUNDING;
        };
    }

    private static short[] levels(float[] values, double step) {
        short[] levels = new short[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) Math.round(values[i] / step);
        }
        return levels;
    }

    private static int bits(float[] values) {
        return bits(levels(values, 1));
    }

    /** The fewest bits that distinguish levels up to the largest; 2^(bits-1) is a level where zero needs no code. */
    private static int bits(short[] levels) {
        int largest = 1;
        for (short level : levels) {
            largest = Math.max(largest, Math.abs(level));
        }
        return 33 - Integer.numberOfLeadingZeros(largest - 1);
    }
}
