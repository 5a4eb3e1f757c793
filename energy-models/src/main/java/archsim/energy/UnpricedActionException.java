package archsim.energy;

/** No table covers an action. */
public final class UnpricedActionException extends RuntimeException {

    public UnpricedActionException(Action action, String reason) {
        super("%s has no price: %s".formatted(action, reason));
    }
}
