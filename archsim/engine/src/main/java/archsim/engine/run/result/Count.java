package archsim.engine.run.result;

/** Whole numbers that a layer has and that add up over the layers of a run, in the order of result files. */
public enum Count {
    /** Core cycles, memory stalls included. */
    CYCLES("cycles"),
    /** Core cycles when memory never stalls. */
    COMPUTE_CYCLES("computeCycles"),
    /** Closed-form lower bound of the cycles; the difference to {@link #CYCLES} is contention. */
    ANALYTICAL_CYCLES("analyticalCycles"),
    /** Multiply-accumulates of the dense layer. */
    MACS("macs"),
    /** Those with a kept weight; all of a dense workload. */
    MACS_WEIGHTS("macsWeights"),
    /** Those with a non-zero weight and a non-zero input. */
    EFFECTUAL_MACS("effectualMacs"),
    /** Weights of the dense layer. */
    WEIGHTS("weights"),
    /** Weights that pruning left; all of a dense workload. */
    KEPT_WEIGHTS("keptWeights");

    private final String jsonName;

    Count(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Whether it counts weights, which are stored once however often they are used. */
    boolean isOfStoredWeights() {
        return this == WEIGHTS || this == KEPT_WEIGHTS;
    }

    /** Its name in result files. */
    public String jsonName() {
        return jsonName;
    }
}
