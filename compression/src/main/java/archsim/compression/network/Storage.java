package archsim.compression.network;

/** How a compact layer stores and computes with its weights. */
public enum Storage {
    /** The faster one for the layer's kept density. */
    AUTOMATIC,
    /** Matrix products over all live filters and columns. */
    DENSE,
    /** Kept weights one by one. */
    SPARSE;

    /** Kept weights over live filters times live columns below which one by one is faster, as measured on LeNet-5. */
    private static final double SPARSE_BELOW = 0.2;

    /** Filters of a group below which a matrix product is not worth its preparation. */
    private static final int FILTERS_OF_A_PRODUCT = 4;

    /** Whether a layer is to be stored weight by weight. */
    boolean sparse(LayerSpec spec, long kept, long matrix) {
        return switch (this) {
            case DENSE -> false;
            case SPARSE -> true;
            case AUTOMATIC -> kept < SPARSE_BELOW * matrix || isThin(spec);
        };
    }

    private static boolean isThin(LayerSpec spec) {
        return spec.groups() > 1 && spec.filters() / spec.groups() < FILTERS_OF_A_PRODUCT;
    }
}
