package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.workloads.Axis;

/** How a map is dealt to SCNN's PEs, how many filters their accumulators take at once, and what handing over costs. */
public enum ScnnTiling {

    /**
     * As published: equal tiles of the map without padding. Accumulators hold all sums that a tile can touch, the rim that
     * belongs to its neighbours included. They are doubled, so that sums leave while the next group is computed: first the
     * rim, one sum a cycle over each link, then the tile's own outputs, a vector of {@code I} a cycle into their memory.
     */
    SCNN {
        @Override
        int origin(Axis axis) {
            return axis.paddingBefore();
        }

        @Override
        int tile(Axis axis, int elements) {
            return Ceil.div(axis.extent(), elements);
        }

        @Override
        int sums(Axis axis, int tile, int elements) {
            return Ceil.div(tile + axis.reach() - 1, axis.stride());
        }

        @Override
        int crossing(Axis axis, int inputs, boolean hasNeighbours) {
            return hasNeighbours ? Ceil.div(inputs, axis.stride()) : 0;
        }

        @Override
        long outputCycles(long outputs, int outputsPerCycle) {
            return Ceil.div(outputs, outputsPerCycle);
        }

        @Override
        boolean hidesExchange() {
            return true;
        }

        @Override
        boolean foldsConnected() {
            return false;
        }

        @Override
        boolean cuts() {
            return true;
        }
    },

    /**
     * As DNNsim computes it: tiles of the padded map, rounded up; accumulators hold an equal share of the outputs, handing
     * over delays the next group, and outputs leave in no time. Fully connected layers are folded, see {@link FoldedLayer}.
     */
    DNNSIM {
        @Override
        int origin(Axis axis) {
            return 0;
        }

        @Override
        int tile(Axis axis, int elements) {
            return Ceil.div(axis.padded(), elements);
        }

        @Override
        int sums(Axis axis, int tile, int elements) {
            return Ceil.div(axis.outputs(), elements);
        }

        @Override
        int crossing(Axis axis, int inputs, boolean hasNeighbours) {
            return inputs;
        }

        @Override
        long outputCycles(long outputs, int outputsPerCycle) {
            return 0;
        }

        @Override
        boolean hidesExchange() {
            return false;
        }

        @Override
        boolean foldsConnected() {
            return true;
        }

        @Override
        boolean cuts() {
            return false;
        }
    };

    /** Padded coordinate at which the first tile begins. */
    abstract int origin(Axis axis);

    /** Coordinates of a tile along one axis. */
    abstract int tile(Axis axis, int elements);

    /** Sums of one filter that a PE's accumulators provide for, along one axis. */
    abstract int sums(Axis axis, int tile, int elements);

    /**
     * Sums of one filter that cross an edge of a tile, along one axis.
     *
     * @param inputs coordinates by which products reach beyond the edge
     */
    abstract int crossing(Axis axis, int inputs, boolean hasNeighbours);

    /** Cycles in which a PE's own outputs leave its accumulators. */
    abstract long outputCycles(long outputs, int outputsPerCycle);

    /** Whether sums are handed to the neighbours while the next group is computed. */
    abstract boolean hidesExchange();

    /** Whether the inputs of a fully connected layer become maps of 16 x 16 instead of being broadcast. */
    abstract boolean foldsConnected();

    /** Whether maps that do not fit are cut in space, and images of a batch share weights. */
    abstract boolean cuts();
}
