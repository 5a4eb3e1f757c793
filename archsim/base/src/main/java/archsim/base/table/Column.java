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
 */
public record Column(String header, String key, Optional<String> pattern) {

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
        return whole && pattern.get().equals("%,d")
                ? grouped(number.longValue())
                : String.format(Locale.ROOT, pattern.get(), cell);
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
