package archsim.compression.projection;

import archsim.base.RootLocale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
        INDArray squares = SquaredNorms.squares(values, values.length / width, width);
        boolean[] keptColumns = Ranking.largest(squares.sum(0).toDoubleVector(), columns);
        INDArray left = squares.mmul(SquaredNorms.indicator(keptColumns)).addi(Nd4j.createFromArray(filterBonus));
        boolean[] keptFilters = Ranking.largest(left.toDoubleVector(), filters);
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = keptColumns[i % width] && keptFilters[i / width];
        }
        return support;
    }
}
