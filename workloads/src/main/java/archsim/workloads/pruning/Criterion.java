package archsim.workloads.pruning;

/** What a weight is worth when it is pruned without training. */
public enum Criterion {
    /** Its magnitude. */
    MAGNITUDE,
    /**
     * Its magnitude times the Euclidean norm of the inputs that it is multiplied by; single weights compete within their
     * filter.
     *
     * <p>Source: M. Sun et al., "A Simple and Effective Pruning Approach for Large Language Models", ICLR 2024.
     */
    WANDA,
    /** What its loss costs the filter's outputs after the weights behind it have made up for it, see {@link SparseGpt}. */
    SPARSEGPT
}
