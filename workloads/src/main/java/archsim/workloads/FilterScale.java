package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Arrays;

/**
 * What each filter of a layer multiplies its sums of products by, before its {@link Bias} is added, {@code [k]}: batch
 * normalisation, which levels with one step a layer cannot take up. Immutable.
 */
public final class FilterScale {

    private final float[] values;

    private FilterScale(float[] values) {
        this.values = values;
    }

    /** Factors of the given values, all finite. */
    public static FilterScale of(float... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("scale %d must be finite, was %s", i, values[i]));
            }
        }
        return new FilterScale(values.clone());
    }

    /** Filters. */
    public int size() {
        return values.length;
    }

    /** A copy of the values. */
    public float[] toFloats() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilterScale scale && Arrays.equals(scale.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
