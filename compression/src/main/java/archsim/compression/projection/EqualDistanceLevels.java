package archsim.compression.projection;

/**
 * Levels {@code -h .. -1, 1 .. h} with {@code h = 2^(bits-1)}: pruned weights are the zeros, so kept ones need none. One
 * bit is the binary set, where zero goes to 1.
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

    /** The interval with the least squared error, exactly: of one bit the mean magnitude. */
    @Override
    public float interval(float[] values) {
        return new LevelSearch(values, 1, largest()).interval();
    }
}
