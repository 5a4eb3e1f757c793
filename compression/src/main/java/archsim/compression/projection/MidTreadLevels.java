package archsim.compression.projection;

/**
 * Levels {@code -m .. m} with {@code m = 2^(bits-1) - 1}, zero included, at the interval of least squared error. Two bits
 * are the ternary set.
 *
 * <p>Source: X. Ma et al., TNNLS 2022, section IV-A (equal-distance quantisation).
 *
 * @param bits stored width, 2 to 8
 */
public record MidTreadLevels(int bits) implements Levels {

    public MidTreadLevels {
        if (bits < 2 || bits > 8) {
            throw new IllegalArgumentException("bits must be 2 to 8, was " + bits);
        }
    }

    /** Largest level. */
    public int largest() {
        return (1 << (bits - 1)) - 1;
    }

    @Override
    public int nearest(float value, float interval) {
        int magnitude = (int) Math.min(largest(), Math.round(Math.abs((double) value) / interval));
        return value < 0 ? -magnitude : magnitude;
    }

    @Override
    public float interval(float[] values) {
        return new LevelSearch(values, 0, largest()).interval();
    }
}
