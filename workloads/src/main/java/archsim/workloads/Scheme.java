package archsim.workloads;

import archsim.base.json.EnumNames;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The regularity that pruning left in the weights.
 *
 * <p>This is the one list of schemes: names in files and on the command line are those of the constants, and how each is
 * pruned to stands in {@link archsim.workloads.pruning.Projection#of}, which does not compile without one of them.
 */
public enum Scheme {
    /** Nothing pruned. */
    DENSE(false),
    /** Single weights, anywhere. */
    NON_STRUCTURED(false),
    /** Whole filters. */
    FILTER(true),
    /** Whole input channels. */
    CHANNEL(true),
    /** Whole columns (filter shapes): one offset of one input channel in all filters. */
    COLUMN(true),
    /** Whole filters and whole columns. */
    COLUMN_FILTER(true),
    /** Kernels of one of a few patterns, and whole kernels (connectivity). */
    PATTERN(false),
    /** At most N of each M weights that follow one another. */
    NM(false),
    /** Blocks of weights, and at most N of each M weights in what stays of them: {@link BlockPattern}. */
    BLOCK(false);

    /** As papers write them. */
    private static final Map<String, Scheme> OTHER_NAMES = Map.of(
            "nonstructured", NON_STRUCTURED,
            "unstructured", NON_STRUCTURED,
            "filter-shape", COLUMN,
            "columnfilter", COLUMN_FILTER,
            "n:m", NM);

    private final boolean structured;

    Scheme(boolean structured) {
        this.structured = structured;
    }

    /** The scheme of that name or other name, in lower case; empty if there is none. */
    public static Optional<Scheme> named(String name) {
        return Arrays.stream(values())
                .filter(scheme -> EnumNames.of(scheme).equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
    }

    /** Whether what is left is a smaller dense matrix, so that dense machines run the compacted shape. */
    public boolean isStructured() {
        return structured;
    }
}
