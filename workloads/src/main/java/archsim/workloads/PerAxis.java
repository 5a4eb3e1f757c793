package archsim.workloads;

import archsim.base.json.Listed;
import archsim.base.json.Range;

/** A number for each axis of a layer; in JSON one number for both, or {@code [rows, columns]}. */
@Listed
public record PerAxis(
        @Range(min = 1) int rows, @Range(min = 1) int columns) {

    /** 1 for both axes. */
    public static final PerAxis ONE = both(1);

    /** The same number for both axes. */
    public static PerAxis both(int number) {
        return new PerAxis(number, number);
    }

    @Override
    public String toString() {
        return rows == columns ? String.valueOf(rows) : rows + "," + columns;
    }
}
