package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How a region of a layer is dealt to SCNN's PEs and in which groups its filters are computed. */
class ScnnGrid {

    private final Scnn scnn;
    private final Machine machine;
    private final KeptLayer kept;
    private final LayerShape shape;
    private final boolean connected;
    private final ScnnAxis rows;
    private final ScnnAxis columns;
    private final int columnsOfPes;
    private final int elements;

    /**
     * A region.
     *
     * @param kept weights
     * @param shape of the region
     */
    ScnnGrid(Scnn scnn, KeptLayer kept, LayerShape shape, Machine machine) {
        this.scnn = scnn;
        this.machine = machine;
        this.kept = kept;
        this.shape = shape;
        connected = shape.isFullyConnected();
        rows = rows(scnn, shape, machine);
        columns = columns(scnn, shape, machine);
        boolean all = scnn.barrier() == Scnn.Barrier.NONE;
        columnsOfPes = all && !connected ? machine.peArray().columns() : columns.elements();
        elements = all ? machine.peArray().size() : elementsAtWork();
    }

    /** Every PE sees all inputs of a connected layer. */
    private static ScnnAxis rows(Scnn scnn, LayerShape shape, Machine machine) {
        int pes = shape.isFullyConnected() ? 1 : machine.peArray().rows();
        return new ScnnAxis(scnn, shape.rows(), pes, 1);
    }

    private static ScnnAxis columns(Scnn scnn, LayerShape shape, Machine machine) {
        int pes = shape.isFullyConnected() ? 1 : machine.peArray().columns();
        return new ScnnAxis(scnn, shape.columns(), pes, shape.n());
    }

    /** Sums of one filter that a PE's accumulators provide for, of all images at once. */
    static long sums(Scnn scnn, LayerShape shape, Machine machine) {
        return (long) shape.n()
                * rows(scnn, shape, machine).sums()
                * columns(scnn, shape, machine).sums();
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

    ScnnAxis rows() {
        return rows;
    }

    ScnnAxis columns() {
        return columns;
    }

    private int elementsAtWork() {
        if (!connected) {
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

    /** PEs that see inputs of their own: one where all see the same. */
    int inputElements() {
        return connected ? 1 : elements;
    }

    /** PE that works on an input, of the {@link #inputElements}. */
    int element(int h, int w) {
        return rows.element(h) * columnsOfPes + columns.element(w);
    }

    /** Stride class of an input or of a weight's offset that meets it. */
    int strideClass(int h, int w) {
        return shape.strideClass(h, w);
    }

    /** Number of the first kept filter of a group of the convolution, over all of them. */
    int firstFilter(int group) {
        return IntStream.range(0, group).map(kept::filters).sum();
    }

    /** Filters of one group of the convolution that are computed at once, by their numbers within it. */
    List<int[]> filterGroups(int group) {
        int atOnce = filtersAtOnce(group);
        var groups = new ArrayList<int[]>();
        for (int first = 0; first < kept.filters(group); first += atOnce) {
            groups.add(IntStream.range(first, Math.min(kept.filters(group), first + atOnce))
                    .toArray());
        }
        return groups;
    }

    /** Filters of a group that the accumulators take at once; of a connected layer those of all PEs. */
    private int filtersAtOnce(int group) {
        long filters = scnn.accumulatorEntries() / sums(scnn, shape, machine);
        return (int) Math.min(
                Math.max(1, kept.filters(group)),
                filters * (connected ? machine.peArray().size() : 1));
    }

    /** Cycles in which the sums of a group of filters leave the PEs. */
    long exchangeCycles(int filters) {
        if (connected) {
            return outputCycles(
                    (long) shape.n() * Ceil.div(filters, machine.peArray().size()));
        }
        long outputs = (long) Ceil.div(shape.p(), machine.peArray().rows())
                * Ceil.div(shape.q(), machine.peArray().columns());
        long all = (long) filters * shape.n();
        return all * handedOver() + outputCycles(all * outputs);
    }

    /** Cycles in which a PE's own outputs leave it. */
    private long outputCycles(long outputs) {
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

    /** Number of an input among those of its PE, image, channel and stride class, in row-major order. */
    int positionInTile(int h, int w) {
        return rows.stepInTile(h) * Ceil.div(columns.tile(), shape.columns().stride()) + columns.stepInTile(w);
    }

    /** Inputs along each axis of the largest tile of a PE. */
    int tileHeight() {
        return Math.min(rows.tile(), shape.h());
    }

    /** Inputs of a row of it. */
    int tileWidth() {
        return Math.min(columns.tile(), shape.w());
    }
}
