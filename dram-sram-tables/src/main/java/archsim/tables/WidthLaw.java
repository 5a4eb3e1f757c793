package archsim.tables;

import archsim.base.Source;
import archsim.base.json.Range;

/**
 * What a multiplier of {@code a x b} bits takes, up to a factor: {@code product a b + sum (a + b)}.
 *
 * <p>Only the ratio to a multiplier of two operands of the wider width has a meaning. One of 1 bit is half of one of 2 bits.
 *
 * @param product above 0
 * @param sum such that a multiplier of 2 x 2 bits takes more than nothing
 * @param spread of a ratio; the sources' disagreement
 */
public record WidthLaw(
        @Range(min = TableKind.POSITIVE, max = 1e6) double product,
        @Range(min = -1e6, max = 1e6) double sum,
        Spread spread,
        Source source) {

    public WidthLaw {
        if (!(4 * product + 4 * sum > 0)) {
            throw new IllegalArgumentException(
                    "product and sum must give a multiplier of 2 x 2 bits more than nothing");
        }
    }

    /** A multiplier of {@code wideBits x narrowBits} over one of {@code wideBits} twice, 0 to 1. */
    public double ratio(int wideBits, int narrowBits) {
        if (narrowBits == wideBits) {
            return 1;
        }
        return narrowBits == 1
                ? (wideBits == 2 ? 1 : ratio(wideBits, 2)) / 2
                : of(wideBits, narrowBits) / of(wideBits, wideBits);
    }

    private double of(int wideBits, int narrowBits) {
        return product * wideBits * narrowBits + sum * (wideBits + narrowBits);
    }
}
