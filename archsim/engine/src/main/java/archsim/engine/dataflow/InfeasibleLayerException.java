package archsim.engine.dataflow;

/** A machine cannot run a layer, and why; it is refused, not approximated. */
public final class InfeasibleLayerException extends RuntimeException {

    public InfeasibleLayerException(String layer, String reason) {
        super("layer " + layer + " cannot run on this machine: " + reason);
    }
}
