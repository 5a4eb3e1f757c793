package archsim.compression.projection;

import archsim.base.RootLocale;

/**
 * Projection of a weight matrix {@code [filters][columns]} onto those with few non-zero columns and filters.
 *
 * <p>With one of the two limits open this is the exact Euclidean projection. With both it is staged, as in the paper:
 * columns first, then filters by what is left of them; the set is met, but the closest point of it (an NP-hard search)
 * may be another.
 *
 * <p>Source: X. Ma et al., "Non-Structured DNN Weight Pruning - Is It Beneficial in Any Platform?", TNNLS 2022,
 * section IV-B.
 *
 * @param filters rows that may stay
 * @param columns columns that may stay
 */
public record ColumnFilterProjection(int filters, int columns) {

    public ColumnFilterProjection {
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
        double[] columnEnergy = new double[width];
        for (int i = 0; i < values.length; i++) {
            columnEnergy[i % width] += (double) values[i] * values[i];
        }
        boolean[] keptColumns = Ranking.largest(columnEnergy, columns);
        double[] filterEnergy = filterBonus.clone();
        for (int i = 0; i < values.length; i++) {
            filterEnergy[i / width] += keptColumns[i % width] ? (double) values[i] * values[i] : 0;
        }
        boolean[] keptFilters = Ranking.largest(filterEnergy, filters);
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = keptColumns[i % width] && keptFilters[i / width];
        }
        return support;
    }
}
