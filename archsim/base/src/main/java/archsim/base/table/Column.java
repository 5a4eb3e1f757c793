package archsim.base.table;

import java.util.Locale;
import java.util.Optional;

/**
 * One column of a {@link ResultTable}.
 *
 * @param header with its unit, e.g. {@code energy (nJ)}
 * @param pattern how numbers are shown; absent for a column of text
 */
public record Column(String header, Optional<String> pattern) {

    static Column text(String header) {
        return new Column(header, Optional.empty());
    }

    static Column number(String header, String pattern) {
        return new Column(header, Optional.of(pattern));
    }

    boolean alignsRight() {
        return pattern.isPresent();
    }

    /** A cell as people read it. */
    String shown(Object cell) {
        return cell instanceof Number && pattern.isPresent()
                ? String.format(Locale.ROOT, pattern.get(), cell)
                : cell.toString();
    }
}
