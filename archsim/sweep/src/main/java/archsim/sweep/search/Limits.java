package archsim.sweep.search;

import archsim.base.json.Range;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The most that a design may have.
 *
 * @param areaMm2 of the chip, all its components together
 * @param multipliers of the machine
 * @param gbPerSecond peak bandwidth of the DRAM
 * @param powerMw energy of all workloads over their time
 */
public record Limits(
        @Range(min = 1e-6, max = 1e6) OptionalDouble areaMm2,
        @Range(min = 1, max = 1 << 24) OptionalInt multipliers,
        @Range(min = 1e-3, max = 1e6) OptionalDouble gbPerSecond,
        @Range(min = 1e-3, max = 1e9) OptionalDouble powerMw) {

    /** Nothing is limited. */
    public static final Limits NONE =
            new Limits(OptionalDouble.empty(), OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /** The value of one. */
    public OptionalDouble of(Limit limit) {
        return switch (limit) {
            case AREA -> areaMm2;
            case MULTIPLIERS ->
                multipliers.isPresent() ? OptionalDouble.of(multipliers.getAsInt()) : OptionalDouble.empty();
            case BANDWIDTH -> gbPerSecond;
            case POWER -> powerMw;
        };
    }

    /** Whether {@code found} is too much, or cannot be told and is limited. */
    boolean isBroken(Limit limit, double found) {
        OptionalDouble most = of(limit);
        return most.isPresent() && !(found <= most.getAsDouble());
    }
}
