package archsim.base.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The Java numbers that JSON numbers become. */
enum NumberKind {
    INT("a whole number", Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG("a whole number", Long.MIN_VALUE, Long.MAX_VALUE),
    DOUBLE("a number", 0, 0);

    private final String words;
    private final long smallest;
    private final long largest;

    NumberKind(String words, long smallest, long largest) {
        this.words = words;
        this.smallest = smallest;
        this.largest = largest;
    }

    static NumberKind of(Class<?> type) {
        if (type == int.class || type == Integer.class || type == OptionalInt.class) {
            return INT;
        }
        if (type == long.class || type == Long.class || type == OptionalLong.class) {
            return LONG;
        }
        if (type == double.class || type == Double.class || type == OptionalDouble.class) {
            return DOUBLE;
        }
        throw new IllegalStateException("no JSON form is known for " + type);
    }

    String words() {
        return words;
    }

    /** Bound of the Java type, where it has one that a JSON number can miss. */
    Optional<Long> smallest() {
        return this == DOUBLE ? Optional.empty() : Optional.of(smallest);
    }

    /** The other one. */
    Optional<Long> largest() {
        return this == DOUBLE ? Optional.empty() : Optional.of(largest);
    }

    /** Whether {@code value} is a number without fraction, if this kind has none. */
    boolean admits(JsonValue value) {
        return value instanceof JsonNumber number && (this == DOUBLE || isWhole(number.bigDecimalValue()));
    }

    /** Whether the Java type can hold {@code number}, which this kind admits. */
    boolean holds(JsonNumber number) {
        BigDecimal value = number.bigDecimalValue();
        return this == DOUBLE
                || (value.compareTo(BigDecimal.valueOf(smallest)) >= 0
                        && value.compareTo(BigDecimal.valueOf(largest)) <= 0);
    }

    /** Bounds of the Java type within {@code range}, which may be {@code null}, for a number that the type cannot hold. */
    String limits(Range range) {
        return words + " from " + (range == null ? smallest : Math.max(smallest, (long) Math.ceil(range.min())))
                + " to " + (range == null ? largest : Math.min(largest, (long) Math.floor(range.max())));
    }

    /** {@code number}, which this kind holds, without a fraction of zero or an exponent if it is whole. */
    JsonValue plain(JsonNumber number) {
        if (this == DOUBLE) {
            return number;
        }
        BigInteger whole = number.bigDecimalValue().toBigIntegerExact();
        return JsonNodes.number(whole);
    }

    private static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }
}
