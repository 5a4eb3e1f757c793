package archsim.compression.projection;

import archsim.base.RootLocale;
import java.util.Arrays;

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
        var fromColumns = new Choice(values, width, filterBonus);
        fromColumns.settle(fromColumns.bestColumns(allRows));
        var fromRows = new Choice(values, width, filterBonus);
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

        private final float[] values;
        private final int width;
        private final double[] bonus;
        private boolean[] rows = new boolean[0];
        private boolean[] kept = new boolean[0];

        Choice(float[] values, int width, double[] bonus) {
            this.values = values;
            this.width = width;
            this.bonus = bonus;
        }

        /** Takes turns from these columns on, at most as many as there are rows and columns. */
        void settle(boolean[] start) {
            kept = start;
            rows = bestRows(kept);
            for (int turn = 0; turn < bonus.length + width; turn++) {
                boolean[] columnsBefore = kept;
                kept = bestColumns(rows);
                rows = bestRows(kept);
                if (Arrays.equals(columnsBefore, kept)) {
                    return;
                }
            }
        }

        boolean[] bestRows(boolean[] among) {
            double[] energy = bonus.clone();
            for (int i = 0; i < values.length; i++) {
                energy[i / width] += among[i % width] ? (double) values[i] * values[i] : 0;
            }
            return Ranking.largest(energy, filters);
        }

        boolean[] bestColumns(boolean[] among) {
            double[] energy = new double[width];
            for (int i = 0; i < values.length; i++) {
                energy[i % width] += among[i / width] ? (double) values[i] * values[i] : 0;
            }
            return Ranking.largest(energy, columns);
        }

        double energy() {
            double sum = 0;
            for (int row = 0; row < rows.length; row++) {
                sum += rows[row] ? bonus[row] : 0;
            }
            for (int i = 0; i < values.length; i++) {
                sum += rows[i / width] && kept[i % width] ? (double) values[i] * values[i] : 0;
            }
            return sum;
        }
    }
}
