package archsim.compression.projection;

import archsim.base.RootLocale;

/**
 * Levels {@code -m .. m} with {@code m = 2^(bits-1) - 1}, zero included; the largest magnitude maps to {@code m}.
 *
 * @param bits stored width, 2 to 16
 */
public record SymmetricLevels(int bits) implements Levels {

    public SymmetricLevels {
        if (bits < 2 || bits > 16) {
            throw new IllegalArgumentException("bits must be 2 to 16, was " + bits);
        }
    }

    /** Largest level. */
    public int largest() {
        return (1 << (bits - 1)) - 1;
    }

    @Override
    public int nearest(float value, float interval) {
        long level = Math.round((double) value / interval);
        return (int) Math.max(-largest(), Math.min(largest(), level));
    }

    @Override
    public float interval(float[] values) {
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(RootLocale.format("value %d must be finite, was %s", i, values[i]));
            }
            most = Math.max(most, Math.abs(values[i]));
        }
        return most > 0 ? Math.max(most / largest(), Float.MIN_NORMAL) : 1;
    }
}
