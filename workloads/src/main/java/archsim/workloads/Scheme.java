package archsim.workloads;

/** The regularity that pruning left in the weights. */
public enum Scheme {
    /** Nothing pruned. */
    DENSE,
    /** Single weights, anywhere. */
    NON_STRUCTURED,
    /** Whole filters and whole columns (filter shapes): the rest is a smaller dense matrix. */
    COLUMN_FILTER;

    /** Whether what is left is a smaller dense matrix, so that dense machines run the compacted shape. */
    public boolean isStructured() {
        return this == COLUMN_FILTER;
    }
}
