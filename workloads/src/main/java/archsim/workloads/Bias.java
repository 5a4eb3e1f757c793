package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Arrays;

/** What each filter of a layer adds to its outputs, {@code [k]}. Immutable. */
public final class Bias {

    private final float[] values;

    private Bias(float[] values) {
        this.values = values;
    }

    /** Biases of the given values, all finite. */
    public static Bias of(float... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("bias %d must be finite, was %s", i, values[i]));
            }
        }
        return new Bias(values.clone());
    }

    /** Filters. */
    public int size() {
        return values.length;
    }

    /** Bias of filter {@code index}. */
    public float value(int index) {
        return values[index];
    }

    /** A copy of the values. */
    public float[] toFloats() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bias bias && Arrays.equals(bias.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
