package archsim.workloads.storage;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The smaller dense matrix that is left when empty filters (rows) and empty columns are dropped.
 *
 * <p>In a grouped layer the groups share the numbering of columns: a column stays if any filter of any group uses it.
 *
 * @param shape of the layer before pruning
 * @param keptFilters filters with a weight, ascending, 0 to {@code k - 1}
 * @param keptColumns columns with a weight, ascending, numbered {@code [c/groups][r][s]}
 */
public record Compaction(LayerShape shape, List<Integer> keptFilters, List<Integer> keptColumns) {

    public Compaction {
        keptFilters = List.copyOf(keptFilters);
        keptColumns = List.copyOf(keptColumns);
    }

    /** What is left of a layer with these weights present. */
    public static Compaction of(Mask mask, LayerShape shape) {
        if (mask.size() != shape.weights()) {
            throw new IllegalArgumentException(
                    RootLocale.format("mask must have %d weights, was %d", shape.weights(), mask.size()));
        }
        int width = Math.toIntExact(shape.weightsPerFilter());
        var filters = new BitSet(shape.k());
        var columns = new BitSet(width);
        for (int filter = 0; filter < shape.k(); filter++) {
            int start = filter * width;
            for (int i = mask.next(start); i < start + width; i = mask.next(i + 1)) {
                filters.set(filter);
                columns.set(i - start);
            }
        }
        return new Compaction(
                shape,
                filters.stream().boxed().toList(),
                columns.stream().boxed().toList());
    }

    /** Whether all weights are there that any kept filter and any kept column share, so that they need no indices. */
    public static boolean isWhole(Mask mask, LayerShape shape) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        int most = 0;
        for (int filter = 0; filter < shape.k(); filter++) {
            int kept = mask.count(filter * width, (filter + 1) * width);
            if (kept > 0 && most > 0 && kept != most) {
                return false;
            }
            most = Math.max(most, kept);
        }
        return mask.count() == of(mask, shape).weights();
    }

    /** All of a layer: nothing is dropped. */
    public static Compaction everything(LayerShape shape) {
        int columns = Math.toIntExact(shape.weightsPerFilter());
        return new Compaction(
                shape,
                IntStream.range(0, shape.k()).boxed().toList(),
                IntStream.range(0, columns).boxed().toList());
    }

    /** Weights in the remaining matrix, zeros in it included. */
    public long weights() {
        return (long) keptFilters.size() * keptColumns.size();
    }

    /** Bits of two bitmaps that say which filters and columns are kept. */
    public long keptMapBits() {
        return shape.k() + shape.weightsPerFilter();
    }
}
