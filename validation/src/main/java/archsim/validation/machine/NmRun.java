package archsim.validation.machine;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.nm.NmTensorCore;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Networks;

/**
 * A layer with N:M weights on the tensor core that ships, made for that N and M.
 *
 * @param network its name
 * @param layer of the network
 * @param n weights kept
 * @param m of so many
 */
public record NmRun(
        String network,
        String layer,
        @Range(min = 1, max = 255) int n,
        @Range(min = 2, max = 256) int m,
        Quantity quantity)
        implements Measurement {

    /** What is measured. */
    public enum Quantity {
        /** Cycles of the dense layer over cycles of the pruned one while memory never stalls. */
        SPEED_UP,
        /** Index bits that travel with each weight. */
        INDEX_BITS
    }

    @Override
    public double value() {
        LayerShape shape = Networks.shipped(network).layers().stream()
                .filter(one -> one.name().equals(layer))
                .map(Layer::shape)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(RootLocale.format("%s has no layer %s", network, layer)));
        Accelerator core = AcceleratorLibrary.find("nm-tensor-core");
        int weightBits = core.precision().weightBits();
        LayerPlan pruned = plan(core, pruned(shape, weightBits));
        return switch (quantity) {
            case SPEED_UP ->
                (double) plan(core, DenseLayer.of(shape, weightBits)).computeCycles() / pruned.computeCycles();
            case INDEX_BITS -> moved(pruned, DataType.INDICES) / (moved(pruned, DataType.WEIGHTS) / weightBits);
        };
    }

    private LayerPlan plan(Accelerator shipped, LayerWorkload workload) {
        var core = NmTensorCore.withoutFill(n, m, ((NmTensorCore) shipped.dataflow()).dotProductWidth());
        Machine machine = shipped.machine();
        return core.plan(
                workload,
                new Machine(machine.peArray(), core.multipliersPerPe(), machine.precision(), machine.buffers()));
    }

    /** The first {@code n} of every {@code m} weights of a filter. */
    private LayerWorkload pruned(LayerShape shape, int weightBits) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        return new LayerWorkload(
                new Layer(layer, shape),
                Mask.of(Math.toIntExact(shape.weights()), i -> i % width % m < n),
                Mask.full(Math.toIntExact(shape.inputs())),
                weightBits,
                Scheme.NM);
    }

    private static double moved(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(load -> load.bits())
                .sum();
    }
}
