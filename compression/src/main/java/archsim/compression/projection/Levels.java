package archsim.compression.projection;

/** A grid of equally distant values that a quantised weight may take: integer levels times an interval. */
public sealed interface Levels permits EqualDistanceLevels, MidTreadLevels, SymmetricLevels {

    /** Stored width of a level. */
    int bits();

    /** The level whose value is closest to {@code value}. */
    int nearest(float value, float interval);

    /**
     * The interval for {@code values}, the weights that are not pruned.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    float interval(float[] values);
}
