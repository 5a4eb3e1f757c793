package archsim.engine.kernel;

import java.util.Locale;

/** A simulation did not settle before its guard time: an error of the model. */
public final class TimeLimitException extends RuntimeException {

    TimeLimitException(long limitPs, int pending) {
        super(String.format(Locale.ROOT, "%d events are still pending beyond the limit of %d ps", pending, limitPs));
    }
}
