package archsim.workloads.imports;

import archsim.workloads.WeightTensor;
import archsim.workloads.model.ElementType;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Quantisation told from the values: at most 256 that are not zero, all whole multiples of one step, up to 128 of them.
 */
final class RecognisedLevels {

    private static final int MOST_VALUES = 256;
    private static final int LARGEST_LEVEL = 128;
    /** Of a step: values are rounded when they are stored. */
    private static final double SLACK = 1e-3;

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

    /** Starts from the least distance between neighbours, zero included, and makes it exact over all of them. */
    private static Optional<Double> step(float[] magnitudes, ElementType type) {
        double step = magnitudes[0];
        for (int i = 1; i < magnitudes.length; i++) {
            step = Math.min(step, (double) magnitudes[i] - magnitudes[i - 1]);
        }
        double largest = magnitudes[magnitudes.length - 1];
        long most = Math.round(largest / step);
        if (most > LARGEST_LEVEL + 1) {
            return Optional.empty();
        }
        double products = 0;
        double squares = 0;
        for (float magnitude : magnitudes) {
            long level = Math.round(magnitude / step);
            products += magnitude * level;
            squares += (double) level * level;
        }
        double fitted = products / squares;
        boolean fits = true;
        for (float magnitude : magnitudes) {
            long level = Math.round(magnitude / fitted);
            double allowed = SLACK * fitted + roundingOf(type) * magnitude;
            fits &= level <= LARGEST_LEVEL && Math.abs(magnitude - level * fitted) <= allowed;
        }
        return fits && (float) fitted > 0 ? Optional.of(fitted) : Optional.empty();
    }

    private static double roundingOf(ElementType type) {
        return switch (type) {
            case F16 -> 0x1p-11;
            case BF16 -> 0x1p-8;
            default -> 0x1p-23;
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

    /** The fewest bits that tell levels up to the largest apart; 2^(bits-1) is a level where zero needs no code. */
    private static int bits(short[] levels) {
        int largest = 1;
        for (short level : levels) {
            largest = Math.max(largest, Math.abs(level));
        }
        return 33 - Integer.numberOfLeadingZeros(largest - 1);
    }
}
