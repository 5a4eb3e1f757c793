package archsim.energy;

import archsim.base.RootLocale;

/** No table covers an action. */
public final class UnpricedActionException extends RuntimeException {

    private final String reason;

    /** @param reason what the tables cover and what was asked */
    public UnpricedActionException(Action action, String reason) {
        super(RootLocale.format("%s has no price: %s", action, reason));
        this.reason = reason;
    }

    /** What the tables cover and what was asked. */
    public String reason() {
        return reason;
    }
}
