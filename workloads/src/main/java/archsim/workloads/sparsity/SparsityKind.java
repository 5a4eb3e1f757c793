package archsim.workloads.sparsity;

import archsim.workloads.Scheme;
import java.util.function.Function;

/** The regularity of drawn weights, and how they are drawn. */
public enum SparsityKind {
    /** Single weights, each as likely as any other. */
    BERNOULLI(asked -> new Bernoulli()),
    /** Single weights, more of them in some input channels than in others. */
    CLUSTERED(asked -> new Clustered(asked.densityVariation().orElseThrow())),
    /** Whole filters, {@code round(density * filters)} of each group's. */
    FILTER(asked -> new ColumnFilter(Scheme.FILTER)),
    /** Whole input channels, {@code round(density * channels)} of each group's. */
    CHANNEL(asked -> new ColumnFilter(Scheme.CHANNEL)),
    /** Whole columns, {@code round(density * columns)}: one offset of one channel in all filters. */
    COLUMN(asked -> new ColumnFilter(Scheme.COLUMN)),
    /**
     * Whole filters and whole columns. Of a group's filters {@code round(filters * sqrt(density))} are kept, then as many
     * columns as bring the weights nearest to the density.
     */
    COLUMN_FILTER(asked -> new ColumnFilter(Scheme.COLUMN_FILTER)),
    /** 3 x 3 kernels of a library of patterns of 4 weights, and whole kernels. */
    PATTERN(asked -> new Pattern(asked.librarySize().orElse(SparsityKind.USUAL_LIBRARY_SIZE))),
    /** N of each M weights of a filter that follow one another. */
    NM(asked -> new NmMask(asked.n().orElseThrow(), asked.m().orElseThrow())),
    /** Blocks of weights, and N of each M weights of a filter in what stays of them. */
    BLOCK(asked -> new BlockMask(asked.block().orElseThrow()));

    private static final int USUAL_LIBRARY_SIZE = 8;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor call that captures nothing
    private final Function<Sparsity, Regularity> regularity;

    SparsityKind(Function<Sparsity, Regularity> regularity) {
        this.regularity = regularity;
    }

    /** How weights are drawn for {@code asked}, which is of this kind. */
    Regularity regularity(Sparsity asked) {
        return regularity.apply(asked);
    }
}
