package archsim.workloads;

/** What a layer multiplies with what. */
public enum LayerKind {
    /** A map of activations with filters that slide over it: CONV in the field's tables. */
    CONVOLUTION,
    /** Vectors of activations with one matrix of weights: a fully connected layer, or one at many positions. */
    LINEAR,
    /** Activations with activations, as in attention: the operand in the weights' place is no parameter. */
    ACTIVATION_PRODUCT
}
