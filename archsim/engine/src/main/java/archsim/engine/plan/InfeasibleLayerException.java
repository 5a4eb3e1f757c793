package archsim.engine.plan;

import java.util.List;

/** A machine cannot run a layer, and why; it is refused, not approximated. */
public final class InfeasibleLayerException extends RuntimeException {

    private final String layer;
    private final String reason;

    @SuppressWarnings("serial")
    private final List<String> limits;

    private final boolean constrained;

    public InfeasibleLayerException(String layer, String reason) {
        this(layer, reason, List.of(), false);
    }

    private InfeasibleLayerException(String layer, String reason, List<String> limits, boolean constrained) {
        super("layer " + layer + " cannot run on this machine: " + reason);
        this.layer = layer;
        this.reason = reason;
        this.limits = List.copyOf(limits);
        this.constrained = constrained;
    }

    /** A layer that cannot run by the mapping that the user gives: the limits that it does not keep. */
    static InfeasibleLayerException ofGivenMapping(String layer, List<String> limits) {
        return new InfeasibleLayerException(layer, "the mapping given " + String.join("; ", limits), limits, false);
    }

    /** A layer that cannot run within the constraints that the user puts on its mapping: what is wrong with these. */
    static InfeasibleLayerException ofConstraints(String layer, List<String> limits) {
        return new InfeasibleLayerException(
                layer, "the constraints of its mapping: " + String.join("; ", limits), limits, true);
    }

    /** Name of the layer. */
    public String layer() {
        return layer;
    }

    /** Why, without the layer's name. */
    public String reason() {
        return reason;
    }

    /** Limits of the machine that the mapping given, or its constraints, do not keep; empty if that is not why. */
    public List<String> limits() {
        return limits;
    }

    /** Whether these are of constraints. */
    public boolean isOfConstraints() {
        return constrained;
    }
}
