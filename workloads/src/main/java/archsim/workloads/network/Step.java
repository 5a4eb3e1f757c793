package archsim.workloads.network;

/**
 * A node of a network's graph that is no layer: it multiplies no weights and no activations with each other.
 *
 * @param name unique among layers and steps
 */
public record Step(String name, Kind kind) {

    /** What is done between layers. Batch normalisation and activation functions belong to the layer before. */
    public enum Kind {
        /** Sum of equal maps. */
        ADD,
        /** Maps behind one another, by channel. */
        CONCATENATE,
        /** Each channel times a number, computed as in squeeze-and-excitation, or stored. */
        SCALE,
        /** Largest of each window. */
        MAX_POOL,
        /** Mean of each window or of the whole map. */
        AVERAGE_POOL,
        /** Layer normalisation over channels. */
        NORMALISE,
        SOFTMAX,
        /** Maps as tokens or tokens as maps, positions added. */
        REARRANGE,
        /** One token of all. */
        SELECT,
        /** Every second row and column, with new channels of zeros. */
        SHORTCUT
    }
}
