package archsim.compression.admm;

/** A set that ADMM pulls the weights of a network into. */
sealed interface WeightSet permits PrunedSet, QuantisedSet {

    /**
     * The point of the set for {@code values}, one entry a parameter; pruned weights are zero in it and biases are
     * copied.
     */
    float[] project(float[] values, CompressionState state);

    /** Puts the weights themselves into the set. */
    void map(CompressionState state);
}
