package archsim.base.number;

/**
 * Scales that belong to a type of numbers.
 *
 * @param size numbers that share a scale, at least 1; they follow one another along the sum of a product
 * @param type of a scale
 * @param tensorBits of one more scale for the whole tensor; 0 if there is none
 */
public record BlockScale(int size, ScaleType type, int tensorBits) {

    public BlockScale {
        if (size < 1 || tensorBits < 0) {
            throw new IllegalArgumentException(
                    "size must be at least 1 and tensorBits at least 0, was " + size + " and " + tensorBits);
        }
    }

    /** Blocks of {@code numbers} in a row; the last may be smaller. */
    public static long blocks(long numbers, int size) {
        return (numbers + size - 1) / size;
    }
}
