package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/**
 * About how many cycles a cut of a layer takes, from the densities of its operands alone.
 *
 * <p>Each region costs what its largest PE tile does; conflicts and the waiting of PEs for each other are left out, which cost
 * every cut much the same.
 */
final class ScnnEstimate {

    private final Scnn scnn;
    private final KeptLayer kept;
    private final Machine machine;
    private final double weightDensity;
    private final double inputDensity;

    ScnnEstimate(Scnn scnn, KeptLayer kept, Machine machine) {
        this.scnn = scnn;
        this.kept = kept;
        this.machine = machine;
        weightDensity = kept.layer().weights().density();
        inputDensity = kept.layer().inputs().density();
    }

    /** Cycles of all regions; more than any number where the accumulators hold not one filter. */
    double cycles(ScnnCut cut) {
        LayerShape shape = cut.largest(kept.shape()).shape();
        if (ScnnGrid.sums(scnn, shape, machine) > scnn.accumulatorEntries()) {
            return Double.POSITIVE_INFINITY;
        }
        var layer = new ScnnGrid(scnn, kept, shape, machine);
        double cycles = 0;
        for (int group = 0; group < shape.groups(); group++) {
            for (int[] filters : layer.filterGroups(group)) {
                cycles += Math.max(shape.channelsPerGroup() * stepsOfChannel(layer, filters.length), (double)
                        layer.exchangeCycles(filters.length));
            }
        }
        return cycles * cut.regions(kept.shape());
    }

    private double stepsOfChannel(ScnnGrid layer, int filters) {
        LayerShape shape = layer.shape();
        int filtersOfPe =
                shape.isFullyConnected() ? Ceil.div(filters, machine.peArray().size()) : filters;
        double steps = 0;
        for (int down = 0; down < shape.rows().strideClasses(); down++) {
            for (int across = 0; across < shape.columns().strideClasses(); across++) {
                long inputs = (long) shape.n()
                        * ofClass(layer.tileHeight(), shape.rows(), down)
                        * ofClass(layer.tileWidth(), shape.columns(), across);
                long weights = (long) filtersOfPe * taps(shape.rows(), down) * taps(shape.columns(), across);
                steps += vectors(inputs, inputDensity, scnn.activationsPerCycle())
                        * vectors(weights, weightDensity, scnn.weightsPerCycle());
            }
        }
        return steps;
    }

    private static int ofClass(int inputs, Axis axis, int strideClass) {
        return (inputs + axis.stride() - 1 - strideClass) / axis.stride();
    }

    private static long taps(Axis axis, int strideClass) {
        long taps = 0;
        for (int tap = 0; tap < axis.kernel(); tap++) {
            taps += axis.strideClassOfTap(tap) == strideClass ? 1 : 0;
        }
        return taps;
    }

    /** Expected vectors of up to {@code length} that hold the elements present: rounding up costs half of one. */
    private static double vectors(long elements, double density, int length) {
        if (density == 1) {
            return Ceil.div(elements, length);
        }
        double present = elements * density;
        double any = -Math.expm1(-present);
        return Math.max(any, (present + any * (length - 1) / 2.0) / length);
    }
}
