package archsim.energy;

/** No table covers an action. */
public final class UnpricedActionException extends RuntimeException {

    private final String reason;

    /** @param reason what the tables cover and what was asked */
    public UnpricedActionException(Action action, String reason) {
        super("%s has no price: %s".formatted(action, reason));
        this.reason = reason;
    }

    /** What the tables cover and what was asked. */
    public String reason() {
        return reason;
    }
}
