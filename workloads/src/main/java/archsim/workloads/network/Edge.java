package archsim.workloads.network;

/**
 * One node of a network's graph reads what another makes.
 *
 * @param from a layer, a step or {@link #INPUT}
 * @param to a layer or a step
 */
public record Edge(String from, String to) {

    /** The input of the network. */
    public static final String INPUT = "input";
}
