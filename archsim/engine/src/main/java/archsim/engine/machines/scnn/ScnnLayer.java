package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.tiling.KeptLayer;
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
    private final int inputs;
    private final int columnsOfPes;
    private final int elements;

    /**
     * A layer.
     *
     * @param given as the network has it
     * @param layer the same, folded if it must be
     */
    ScnnLayer(Scnn scnn, LayerWorkload given, LayerWorkload layer, Machine machine) {
        inputs = given.inputs().size();
        this.scnn = scnn;
        this.machine = machine;
        kept = new KeptLayer(layer);
        shape = layer.shape();
        if (kept.allFilters() == 0) {
            throw new InfeasibleLayerException(layer.layer().name(), "every filter is pruned, nothing is left to run");
        }
        rows = new ScnnAxis(scnn, shape.rows(), machine.peArray().rows());
        columns = new ScnnAxis(scnn, shape.columns(), machine.peArray().columns());
        filtersAtOnce = filtersAtOnce(scnn, layer.layer().name(), rows, columns);
        boolean all = scnn.barrier() == Scnn.Barrier.NONE;
        columnsOfPes = all ? machine.peArray().columns() : columns.elements();
        elements = all ? machine.peArray().size() : elementsAtWork();
        kinds = new ScnnKinds(scnn, shape, rows, columns);
        bricks = new ScnnBricks(kinds);
    }

    /** @throws InfeasibleLayerException if the accumulators of a PE do not hold the sums of one filter */
    static int filtersAtOnce(Scnn scnn, String layer, ScnnAxis rows, ScnnAxis columns) {
        long sums = (long) rows.sums() * columns.sums();
        int filters = (int) (scnn.accumulatorEntries() / sums);
        if (filters == 0) {
            throw new InfeasibleLayerException(
                    layer,
                    RootLocale.format(
                            "a PE's tile touches %d sums of one filter, its accumulators hold %d",
                            sums, scnn.accumulatorEntries()));
        }
        return filters;
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

    /** Inputs of all images, those that only fill a plane up left out. */
    int inputs() {
        return inputs;
    }

    ScnnKinds kinds() {
        return kinds;
    }

    ScnnBricks bricks() {
        return bricks;
    }

    private int elementsAtWork() {
        if (!shape.isFullyConnected()) {
            return rows.elements() * columns.elements();
        }
        int mostFilters =
                IntStream.range(0, shape.groups()).map(kept::filters).max().orElseThrow();
        return Math.min(machine.peArray().size(), mostFilters);
    }

    /**
     * PEs whose work is followed: those that the layer reaches, as many as the map or the filters need and not as many as
     * the machine has; all of them if each is a lane of its own.
     */
    int elements() {
        return elements;
    }

    /** PE that holds an input. */
    int element(int h, int w) {
        return rows.element(h) * columnsOfPes + columns.element(w);
    }

    /** Stride class of an input or of a weight's offset that meets it. */
    int strideClass(int h, int w) {
        return shape.strideClass(h, w);
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
        return rows.stepInTile(h) * Ceil.div(columns.tile(), shape.columns().stride()) + columns.stepInTile(w);
    }
}
