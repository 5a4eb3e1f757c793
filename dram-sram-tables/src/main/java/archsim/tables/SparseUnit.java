package archsim.tables;

import java.util.Locale;

/** A circuit that machines need because of zeros; sizes are lines, inputs or words, as each says. */
public enum SparseUnit {
    /** Finds the first of {@code size} lines that is set. */
    PRIORITY_ENCODER("a priority encoder of %d lines"),
    /** Finds the first place that two masks of {@code size} bits share, and how many are set before it in each. */
    MASK_JOIN("the join of two masks of %d bits"),
    /** Brings one of {@code size} words of 16 bits. */
    SELECT("one of %d words of 16 bits"),
    /** Finds where a product belongs, whether it is inside the map, and which bank sums it; of size 1. */
    COORDINATE("the place of %d product");

    /** Width of the words of {@link #SELECT}; others cost in proportion. */
    public static final int WORD_BITS = 16;

    private final String title;

    SparseUnit(String title) {
        this.title = title;
    }

    /** What it is, in a few words. */
    public String title(int size) {
        return String.format(Locale.ROOT, title, size);
    }
}
