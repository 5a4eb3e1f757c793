package archsim.compression.network;

/** How a compact layer stores and computes with its weights. */
public enum Storage {
    /** The faster one for the layer's kept density. */
    AUTOMATIC,
    /** Matrix products over all live filters and columns. */
    DENSE,
    /** Kept weights one by one. */
    SPARSE;

    /** Kept weights over live filters times live columns below which convolutions are faster one by one. */
    private static final double SPARSE_BELOW = 0.2;

    /** The same for neurons, whose runs are only as long as there are images. */
    private static final double SPARSE_NEURONS_BELOW = 0.04;

    /** Filters of a group below which a matrix product is not worth its preparation. */
    private static final int FILTERS_OF_A_PRODUCT = 4;

    /** Whether a layer is to be stored weight by weight. */
    boolean sparse(LayerSpec spec, long kept, long matrix) {
        return switch (this) {
            case DENSE -> false;
            case SPARSE -> true;
            case AUTOMATIC ->
                kept < (spec.fullyConnected() ? SPARSE_NEURONS_BELOW : SPARSE_BELOW) * matrix || isThin(spec);
        };
    }

    private static boolean isThin(LayerSpec spec) {
        return spec.groups() > 1 && spec.filters() / spec.groups() < FILTERS_OF_A_PRODUCT;
    }
}
