package archsim.workloads;

import java.util.Arrays;

/**
 * The weights of one layer, {@code [k][c/groups][r][s]} flattened: either integer levels with one scale, or floats.
 *
 * <p>Immutable.
 */
public final class WeightTensor {

    private final int bits;
    private final float scale;
    private final short[] levels;
    private final float[] values;

    private WeightTensor(int bits, float scale, short[] levels, float[] values) {
        this.bits = bits;
        this.scale = scale;
        this.levels = levels;
        this.values = values;
    }

    /**
     * Quantised weights: weight {@code i} is {@code levels[i] * scale}, and level 0 is a zero weight.
     *
     * @param bits stored width of a level, 1 to 16
     * @throws IllegalArgumentException if the scale is not finite and positive
     */
    public static WeightTensor ofLevels(short[] levels, float scale, int bits) {
        if (bits < 1 || bits > 16) {
            throw new IllegalArgumentException("bits must be 1 to 16, was " + bits);
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be finite and positive, was " + scale);
        }
        return new WeightTensor(bits, scale, levels.clone(), null);
    }

    /** Weights of 32-bit floats, all finite. */
    public static WeightTensor ofFloats(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("weight %d must be finite, was %s".formatted(i, values[i]));
            }
        }
        return new WeightTensor(32, 1, null, values.clone());
    }

    /** Whether the weights are integer levels. */
    public boolean isQuantised() {
        return levels != null;
    }

    /** Stored width of one weight. */
    public int bits() {
        return bits;
    }

    /** Value of one level step; 1 for floats. */
    public float scale() {
        return scale;
    }

    /** Weights, zeros included. */
    public int size() {
        return isQuantised() ? levels.length : values.length;
    }

    /** Level {@code index} of quantised weights. */
    public int level(int index) {
        if (!isQuantised()) {
            throw new IllegalStateException("weights of floats have no levels");
        }
        return levels[index];
    }

    /** Weight {@code index} as a number. */
    public float value(int index) {
        return isQuantised() ? levels[index] * scale : values[index];
    }

    /** Which weights are not zero. */
    public Mask mask() {
        return Mask.of(size(), isQuantised() ? i -> levels[i] != 0 : i -> values[i] != 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightTensor that
                && that.bits == bits
                && that.scale == scale
                && Arrays.equals(that.levels, levels)
                && Arrays.equals(that.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(levels) + Arrays.hashCode(values);
    }
}
