package archsim.engine.plan;

/** A machine cannot run a layer, and why; it is refused, not approximated. */
public final class InfeasibleLayerException extends RuntimeException {

    private final String layer;
    private final String reason;

    public InfeasibleLayerException(String layer, String reason) {
        super("layer " + layer + " cannot run on this machine: " + reason);
        this.layer = layer;
        this.reason = reason;
    }

    /** Name of the layer. */
    public String layer() {
        return layer;
    }

    /** Why, without the layer's name. */
    public String reason() {
        return reason;
    }
}
