package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The weights of one layer, {@code [k][c/groups][r][s]} flattened: either integer levels with one scale, or floats, which may
 * have been stored in fewer bits with scales beside them.
 *
 * <p>Immutable.
 */
public final class WeightTensor {

    private final int bits;
    private final float scale;
    private static final int FLOAT_BITS = 32;

    private final short[] levels;
    private final float[] values;
    private final Optional<Quantisation> quantisation;
    private final Mask mask;

    private WeightTensor(int bits, float scale, short[] levels, float[] values, Optional<Quantisation> quantisation) {
        this.bits = bits;
        this.scale = scale;
        this.levels = levels;
        this.values = values;
        this.quantisation = quantisation;
        this.mask = levels == null
                ? Mask.of(values.length, i -> values[i] != 0)
                : Mask.of(levels.length, i -> levels[i] != 0);
    }

    /**
     * Quantised weights: weight {@code i} is {@code levels[i] * scale}, and level 0 is a zero weight.
     *
     * @param levels each from {@code -2^(bits-1)} to {@code 2^(bits-1)}: with zero left out, {@code bits} distinguish all
     * @param scale finite and positive
     * @param bits stored width of a level, 1 to 16
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static WeightTensor ofLevels(short[] levels, float scale, int bits) {
        if (bits < 1 || bits > 16) {
            throw new IllegalArgumentException("bits must be 1 to 16, was " + bits);
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be finite and positive, was " + scale);
        }
        int largest = 1 << (bits - 1);
        for (int i = 0; i < levels.length; i++) {
            if (Math.abs(levels[i]) > largest) {
                throw new IllegalArgumentException(RootLocale.format(
                        "level %d must be %d to %d at %d bits, was %d", i, -largest, largest, bits, levels[i]));
            }
        }
        return new WeightTensor(bits, scale, levels.clone(), null, Optional.empty());
    }

    /** Weights of 32-bit floats, all finite; a negative zero becomes zero. */
    public static WeightTensor ofFloats(float[] values) {
        return ofFloats(values, FLOAT_BITS);
    }

    /**
     * Weights that are stored as codes, of which groups have scales and zero points of their own: their values are known, and the
     * width of their codes.
     *
     * @param values as {@link #ofFloats(float[])} takes them
     * @param bits of a code, 1 to 16, or 32 for floats
     */
    public static WeightTensor ofFloats(float[] values, int bits) {
        return owning(values.clone(), bits, Optional.empty());
    }

    /**
     * Weights whose codes were stored at {@code bits} each with scales, zero points or masks beside them.
     *
     * @param values that the codes stand for, all finite; a negative zero becomes zero. The array is taken over, since that of a
     *     language model's layer may not fit twice: it must not be used from then on
     * @param bits stored width of a code, 1 to 16 or 32
     */
    public static WeightTensor ofStored(float[] values, int bits, Quantisation quantisation) {
        return owning(values, bits, Optional.of(quantisation));
    }

    private static WeightTensor owning(float[] values, int bits, Optional<Quantisation> quantisation) {
        if (bits < 1 || (bits > 16 && bits != FLOAT_BITS)) {
            throw new IllegalArgumentException("bits must be 1 to 16, or 32 for floats, was " + bits);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("weight %d must be finite, was %s", i, values[i]));
            }
            values[i] += 0f;
        }
        return new WeightTensor(bits, 1, null, values, quantisation);
    }

    /** Whether the weights are integer levels. */
    public boolean isQuantised() {
        return levels != null;
    }

    /** Whether the weights are stored as floats: neither levels nor codes. */
    public boolean isFloat() {
        return bits == FLOAT_BITS;
    }

    /** What lies beside the codes of weights that were stored as such. */
    public Optional<Quantisation> quantisation() {
        return quantisation;
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

    /** A copy of the levels of quantised weights. */
    public short[] toLevels() {
        if (!isQuantised()) {
            throw new IllegalStateException("weights of floats have no levels");
        }
        return levels.clone();
    }

    /** A copy of the weights as numbers. */
    public float[] toFloats() {
        if (!isQuantised()) {
            return values.clone();
        }
        float[] copy = new float[levels.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = levels[i] * scale;
        }
        return copy;
    }

    /** Which weights are not zero. */
    public Mask mask() {
        return mask;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightTensor that
                && that.bits == bits
                && that.scale == scale
                && that.quantisation.equals(quantisation)
                && Arrays.equals(that.levels, levels)
                && Arrays.equals(that.values, values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bits, Arrays.hashCode(levels), Arrays.hashCode(values));
    }
}
