package archsim.base;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as short decimals that read back as the same number.
 *
 * <p>{@link Double#toString} of Java 17 gives 2.0E23 as 1.9999999999999998E23, that of Java 19 and later does not: results
 * must not depend on which Java made them.
 */
public final class ShortestDecimal {

    /** Every decimal of this many digits survives the way to a {@code double} and back. */
    private static final int ALWAYS_EXACT_DIGITS = 15;
    /** This many digits distinguish every {@code double} from its neighbours. */
    private static final int ALWAYS_ENOUGH_DIGITS = 17;
    /** Whole numbers are written out up to this many digits. */
    private static final int LONGEST_WHOLE = 21;

    private ShortestDecimal() {}

    /**
     * The decimal of fewest digits that stands for {@code value}; its {@code toString} is valid JSON.
     *
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public static BigDecimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be finite, was " + value);
        }
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        var exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : ALWAYS_EXACT_DIGITS;
        for (; digits <= ALWAYS_ENOUGH_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (Double.parseDouble(rounded.toString()) == value) {
                break;
            }
        }
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= LONGEST_WHOLE
                ? stripped.setScale(0)
                : stripped;
    }
}
