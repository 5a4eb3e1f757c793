package archsim.workloads;

/** The regularity that pruning left in the weights. */
public enum Scheme {
    /** Nothing pruned. */
    DENSE,
    /** Single weights, anywhere. */
    NON_STRUCTURED,
    /** Whole filters. */
    FILTER,
    /** Whole input channels. */
    CHANNEL,
    /** Whole columns (filter shapes): one offset of one input channel in all filters. */
    COLUMN,
    /** Whole filters and whole columns. */
    COLUMN_FILTER,
    /** Kernels of one of a few patterns, and whole kernels (connectivity). */
    PATTERN,
    /** At most N of each M weights that follow one another. */
    NM;

    /** Whether what is left is a smaller dense matrix, so that dense machines run the compacted shape. */
    public boolean isStructured() {
        return switch (this) {
            case FILTER, CHANNEL, COLUMN, COLUMN_FILTER -> true;
            case DENSE, NON_STRUCTURED, PATTERN, NM -> false;
        };
    }
}
