package archsim.compression.admm;

import archsim.compression.network.LayerSpec;

/** A set that ADMM pulls the weights of a network into. */
sealed interface WeightSet permits PrunedSet, QuantisedSet {

    /** Whether the set says anything of the weights of {@code layer}; others are not pulled. */
    boolean constrains(LayerSpec layer);

    /** Before the first epoch, while the optimiser still knows the gradients. */
    default void begin(CompressionState state) {}

    /**
     * Narrows the set as iterations go by, if it does so.
     *
     * @param target what is projected next
     * @param done share of the iterations that are over, 0 to 1
     */
    default void advance(CompressionState state, float[] target, double done) {}

    /**
     * The point of the set for {@code values}, one entry a parameter; pruned weights are zero in it and biases are
     * copied.
     */
    float[] project(float[] values, CompressionState state);

    /** Puts the weights themselves into the set. */
    void map(CompressionState state);
}
