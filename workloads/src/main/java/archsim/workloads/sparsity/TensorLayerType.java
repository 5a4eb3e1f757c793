package archsim.workloads.sparsity;

/** What a layer of a user's tensors is. */
public enum TensorLayerType {
    /** Weights {@code [k][c/groups][r][s]}. */
    CONV,
    /** Weights {@code [k][c]}, or the same with two axes of extent 1. */
    FC,
    /** Weights {@code [c][1][r][s]}, one filter a channel. */
    DEPTHWISE
}
