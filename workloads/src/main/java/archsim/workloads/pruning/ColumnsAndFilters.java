package archsim.workloads.pruning;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.BitSet;

/**
 * Whole filters and columns: first columns, then filters by what they have in these columns.
 *
 * <p>Of {@code k} filters {@code round(k / sqrt(rate))} stay, of the network's outputs all; of the columns as many as
 * bring the weights nearest to the rate.
 */
public record ColumnsAndFilters(double rate) implements Projection {

    public ColumnsAndFilters {
        Projection.requireRate(rate);
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        int rowsKept = outputs ? shape.k() : Projection.kept(shape.k(), Math.sqrt(rate));
        int columnsKept = Math.min(width, Projection.kept((double) magnitudes.length / rowsKept, rate));
        var norms = new Norms(magnitudes, width);
        BitSet columns = Norms.largest(norms.ofColumns(1), columnsKept);
        BitSet rows = Norms.largest(norms.ofRows(columns), rowsKept);
        return Mask.of(magnitudes.length, i -> rows.get(i / width) && columns.get(i % width));
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : Scheme.COLUMN_FILTER;
    }
}
