package archsim.base;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/**
 * Formats the same in every locale: {@code %d} writes other digits under some, {@code %,d} and {@code %.2f} other
 * separators, and what archsim writes must not depend on who runs it.
 */
public final class RootLocale {

    private RootLocale() {}

    /** {@code pattern} of {@link java.util.Formatter} filled in with ASCII digits, a point and commas. */
    @FormatMethod
    public static String format(@FormatString String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
