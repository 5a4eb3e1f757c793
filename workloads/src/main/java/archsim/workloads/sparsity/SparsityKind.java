package archsim.workloads.sparsity;

/** The regularity of drawn weights. */
public enum SparsityKind {
    /** Single weights, each as likely as any other. */
    BERNOULLI,
    /** Single weights, more of them in some input channels than in others. */
    CLUSTERED,
    /** Whole filters, {@code round(density * filters)} of each group's. */
    FILTER,
    /** Whole input channels, {@code round(density * channels)} of each group's. */
    CHANNEL,
    /** Whole columns, {@code round(density * columns)}: one offset of one channel in all filters. */
    COLUMN,
    /**
     * Whole filters and whole columns. Of a group's filters {@code round(filters * sqrt(density))} are kept, then as many
     * columns as bring the weights nearest to the density.
     */
    COLUMN_FILTER,
    /** 3 x 3 kernels of a library of patterns of 4 weights, and whole kernels. */
    PATTERN,
    /** N of each M weights of a filter that follow one another. */
    NM
}
