package archsim.workloads;

import archsim.base.RootLocale;
import archsim.base.json.Listed;
import archsim.base.json.Range;

/** Zeros on each side of a map; in JSON one number for all sides, or {@code [top, left, bottom, right]}. */
@Listed
public record Padding(
        @Range(min = 0) int top,
        @Range(min = 0) int left,
        @Range(min = 0) int bottom,
        @Range(min = 0) int right) {

    /** No padding. */
    public static final Padding NONE = all(0);

    /** The same padding on all sides. */
    public static Padding all(int zeros) {
        return new Padding(zeros, zeros, zeros, zeros);
    }

    /** Whether all sides have the same. */
    public boolean isEven() {
        return equals(all(top));
    }

    @Override
    public String toString() {
        return isEven() ? String.valueOf(top) : RootLocale.format("%d,%d,%d,%d", top, left, bottom, right);
    }
}
