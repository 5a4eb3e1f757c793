package archsim.engine.dataflow;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A layer laid out on SCNN's PEs. */
final class ScnnLayer {

    private final Scnn scnn;
    private final Machine machine;
    private final KeptLayer kept;
    private final LayerShape shape;
    private final ScnnAxis rows;
    private final ScnnAxis columns;
    private final ScnnKinds kinds;
    private final ScnnBricks bricks;
    private final int filtersAtOnce;

    ScnnLayer(Scnn scnn, LayerWorkload layer, Machine machine) {
        this.scnn = scnn;
        this.machine = machine;
        kept = new KeptLayer(layer);
        shape = layer.shape();
        if (kept.allFilters() == 0) {
            throw new InfeasibleLayerException(layer.layer().name(), "every filter is pruned, nothing is left to run");
        }
        rows = ScnnAxis.rows(scnn, shape, machine.peArray().rows());
        columns = ScnnAxis.columns(scnn, shape, machine.peArray().columns());
        kinds = new ScnnKinds(scnn, shape, rows, columns);
        bricks = new ScnnBricks(kinds);
        long sums = (long) rows.sums() * columns.sums();
        filtersAtOnce = (int) (scnn.accumulatorEntries() / sums);
        if (filtersAtOnce == 0) {
            throw new InfeasibleLayerException(
                    layer.layer().name(),
                    RootLocale.format(
                            "a PE's tile touches %d sums of one filter, its accumulators hold %d",
                            sums, scnn.accumulatorEntries()));
        }
    }

    Scnn scnn() {
        return scnn;
    }

    Machine machine() {
        return machine;
    }

    KeptLayer kept() {
        return kept;
    }

    LayerShape shape() {
        return shape;
    }

    ScnnKinds kinds() {
        return kinds;
    }

    ScnnBricks bricks() {
        return bricks;
    }

    /** PE that holds an input. */
    int element(int h, int w) {
        return rows.element(h) * machine.peArray().columns() + columns.element(w);
    }

    /** Stride class of an input or of a weight's offset that meets it. */
    int strideClass(int h, int w) {
        return rows.strideClass(h) * shape.stride() + columns.strideClass(w);
    }

    /** Kind of an input. */
    int kind(int h, int w) {
        return kinds.of(rows.kind(h), columns.kind(w));
    }

    /** Number of the first kept filter of a group of the convolution, over all of them. */
    int firstFilter(int group) {
        return IntStream.range(0, group).map(kept::filters).sum();
    }

    /** Filters of one group of the convolution that are computed at once, by their numbers within it. */
    List<int[]> filterGroups(int group) {
        var groups = new ArrayList<int[]>();
        for (int first = 0; first < kept.filters(group); first += filtersAtOnce) {
            groups.add(IntStream.range(first, Math.min(kept.filters(group), first + filtersAtOnce))
                    .toArray());
        }
        return groups;
    }

    /** Cycles in which the sums of a group of filters leave the PEs of a map. */
    long exchangeCycles(int filters) {
        long outputs = (long) Ceil.div(shape.p(), machine.peArray().rows())
                * Ceil.div(shape.q(), machine.peArray().columns());
        return filters * handedOver() + outputCycles(filters * outputs);
    }

    /** Cycles in which a PE's own outputs leave it. */
    long outputCycles(long outputs) {
        return scnn.tilingInForce().outputCycles(outputs, scnn.activationsPerCycle());
    }

    /** Sums of one filter that the largest of a tile's eight neighbours gets. */
    private long handedOver() {
        int[] down = rows.handedOver();
        int[] right = columns.handedOver();
        long most = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (i != 1 || j != 1) {
                    most = Math.max(most, (long) down[i] * right[j]);
                }
            }
        }
        return most;
    }

    /** Filters that the accumulators take at once. */
    int filtersAtOnce() {
        return filtersAtOnce;
    }

    /** Number of an input among those of its PE, channel and stride class, in row-major order. */
    int positionInTile(int h, int w) {
        return rows.stepInTile(h) * Ceil.div(columns.tile(), shape.stride()) + columns.stepInTile(w);
    }
}
