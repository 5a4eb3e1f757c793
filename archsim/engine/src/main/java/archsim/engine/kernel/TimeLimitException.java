package archsim.engine.kernel;

/** A simulation did not settle before its guard time: an error of the model. */
public final class TimeLimitException extends RuntimeException {

    TimeLimitException(long limitPs, int pending) {
        super("%d events are still pending beyond the limit of %d ps".formatted(pending, limitPs));
    }
}
