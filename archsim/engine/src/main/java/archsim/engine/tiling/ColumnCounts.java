package archsim.engine.tiling;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.workloads.Mask;

/**
 * Counts the rows of a bit matrix that have each column, 64 columns at a time.
 *
 * <p>Bit {@code p} of a column's count is a bit of plane {@code p}, so that adding a row is adding its words to the planes
 * with carry: two planes a word on average.
 */
final class ColumnCounts {

    private final int columns;
    private final int wordsPerPlane;
    private final int planes;
    private final long[] bits;

    /** @param mostRows rows that will be added at most */
    ColumnCounts(int columns, int mostRows) {
        this.columns = columns;
        wordsPerPlane = Ceil.div(columns, Long.SIZE);
        planes = Bits.forCount(mostRows);
        bits = new long[wordsPerPlane * planes];
    }

    /** Adds the row that begins at element {@code from}. */
    void add(Mask matrix, int from) {
        for (int word = 0; word < wordsPerPlane; word++) {
            int first = word * Long.SIZE;
            long carry = matrix.bits(from + first, Math.min(Long.SIZE, columns - first));
            for (int at = word * planes; carry != 0; at++) {
                long both = bits[at] & carry;
                bits[at] ^= carry;
                carry = both;
            }
        }
    }

    /** Rows that have a column, for every column. */
    long[] perColumn() {
        long[] counts = new long[columns];
        for (int column = 0; column < columns; column++) {
            for (int plane = 0; plane < planes; plane++) {
                counts[column] |= (bits[column / Long.SIZE * planes + plane] >>> column & 1) << plane;
            }
        }
        return counts;
    }
}
