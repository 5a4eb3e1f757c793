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
        return cell instanceof Number && pattern.isPresent()
                ? String.format(Locale.ROOT, pattern.get(), cell)
                : cell.toString();
    }
}
