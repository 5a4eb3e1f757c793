package archsim.compression.projection;

import archsim.base.RootLocale;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Projection of a weight matrix {@code [filters][columns]} onto those with few non-zero columns and filters, chosen in
 * turns.
 *
 * <p>Two searches, one from the columns of largest norm and one from the filters of largest norm: the best filters given
 * the columns, the best columns given the filters, until neither changes. No turn keeps less energy than the one before,
 * and the better end is taken, so the result is never farther than that of {@link ColumnFilterProjection}; the closest
 * point of all is NP-hard to find.
 *
 * @param filters rows that may stay
 * @param columns columns that may stay
 */
public record AlternatingProjection(int filters, int columns) {

    public AlternatingProjection {
        if (filters < 0 || columns < 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "filters and columns must be at least 0, was filters=%d columns=%d", filters, columns));
        }
    }

    /**
     * Which weights stay.
     *
     * @param values {@code [filters][width]}
     * @param width columns of the matrix
     * @param filterBonus added to the squared norm of each filter: what removing it takes from other layers
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values, int width, double[] filterBonus) {
        boolean[] allRows = new boolean[filterBonus.length];
        boolean[] allColumns = new boolean[width];
        Arrays.fill(allRows, true);
        Arrays.fill(allColumns, true);
        INDArray squares = SquaredNorms.squares(values, filterBonus.length, width);
        INDArray bonus = Nd4j.createFromArray(filterBonus);
        var fromColumns = new Choice(squares, bonus);
        fromColumns.settle(fromColumns.bestColumns(allRows));
        var fromRows = new Choice(squares, bonus);
        fromRows.settle(fromRows.bestColumns(fromRows.bestRows(allColumns)));
        Choice better = fromRows.energy() > fromColumns.energy() ? fromRows : fromColumns;
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = better.rows[i / width] && better.kept[i % width];
        }
        return support;
    }

    /** Rows and columns that belong together. */
    private final class Choice {

        private final INDArray squares;
        private final INDArray bonus;
        private boolean[] rows = new boolean[0];
        private boolean[] kept = new boolean[0];

        Choice(INDArray squares, INDArray bonus) {
            this.squares = squares;
            this.bonus = bonus;
        }

        /** Takes turns from these columns on, at most as many as there are rows and columns. */
        void settle(boolean[] start) {
            kept = start;
            rows = bestRows(kept);
            for (int turn = 0; turn < squares.rows() + squares.columns(); turn++) {
                boolean[] columnsBefore = kept;
                kept = bestColumns(rows);
                rows = bestRows(kept);
                if (Arrays.equals(columnsBefore, kept)) {
                    return;
                }
            }
        }

        boolean[] bestRows(boolean[] among) {
            INDArray energy = squares.mmul(SquaredNorms.indicator(among)).addi(bonus);
            return Ranking.largest(energy.toDoubleVector(), filters);
        }

        boolean[] bestColumns(boolean[] among) {
            INDArray energy = squares.transpose().mmul(SquaredNorms.indicator(among));
            return Ranking.largest(energy.toDoubleVector(), columns);
        }

        double energy() {
            INDArray energy = squares.mmul(SquaredNorms.indicator(kept)).addi(bonus);
            return energy.muli(SquaredNorms.indicator(rows)).sumNumber().doubleValue();
        }
    }
}
