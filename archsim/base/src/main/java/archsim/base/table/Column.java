package archsim.base.table;

import java.util.Locale;
import java.util.Optional;

/**
 * One column of a {@link ResultTable}.
 *
 * @param header that people read, with its unit, e.g. {@code energy (nJ)}
 * @param key that programs read, in JSON and as the header of CSV, e.g. {@code energyNj}; dots nest it, as in {@code
 *     storageBits.weights}
 * @param pattern how numbers are shown; absent for a column of text
 * @param divisor from the numbers that programs read, in the unit of {@code key}, to those that people do
 */
public record Column(String header, String key, Optional<String> pattern, double divisor) {

    /** Pattern of numbers of four digits: more only before the point, where they are whole numbers. */
    public static final String FOUR_DIGITS = "%,.4g";

    /** The least that four digits round to five. */
    private static final double FIVE_DIGITS = 9999.5;

    /** A column whose numbers are the same for programs and people. */
    public Column(String header, String key, Optional<String> pattern) {
        this(header, key, pattern, 1);
    }

    /** Whether it holds numbers. */
    public boolean alignsRight() {
        return pattern.isPresent();
    }

    /** A cell as people read it: a star for true, a dash where there is nothing to say. */
    public String shown(Object cell) {
        if (cell instanceof Boolean marked) {
            return marked ? "*" : "";
        }
        if (cell instanceof Optional<?> perhaps) {
            return perhaps.isEmpty() ? "-" : shown(perhaps.get());
        }
        if (!(cell instanceof Number number) || pattern.isEmpty()) {
            return cell.toString();
        }
        boolean whole = cell instanceof Long || cell instanceof Integer;
        if (whole && pattern.get().equals("%d")) {
            return number.toString();
        }
        if (whole && pattern.get().equals("%,d")) {
            return grouped(number.longValue());
        }
        Object scaled = divisor == 1 ? cell : (Object) (number.doubleValue() / divisor);
        return pattern.get().equals(FOUR_DIGITS)
                ? fourDigits(((Number) scaled).doubleValue())
                : String.format(Locale.ROOT, pattern.get(), scaled);
    }

    /** {@code value} in four digits; without an exponent where a formatter sets one for a number of five. */
    public static String fourDigits(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= FIVE_DIGITS ? "%,.0f" : FOUR_DIGITS, value);
    }

    /** As {@code %,d} of a formatter, which makes a number format for each of a table's hundred thousands. */
    private static String grouped(long number) {
        var digits = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int place = digits.length() - 3; place > first; place -= 3) {
            digits.insert(place, ',');
        }
        return digits.toString();
    }
}
