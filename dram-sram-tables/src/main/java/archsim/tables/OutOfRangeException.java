package archsim.tables;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/** A question that lies outside what a table covers; tables never extrapolate. */
public final class OutOfRangeException extends RuntimeException {

    /** @param message names the table, its range and what was asked */
    @FormatMethod
    public OutOfRangeException(@FormatString String message, Object... arguments) {
        super(String.format(Locale.ROOT, message, arguments));
    }
}
