package archsim.engine.machines.scnn;

import archsim.base.json.Range;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.machines.broadcast.WeightPrefetch;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.tiling.KeptLayer;
import archsim.tables.SparseUnit;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.ScnnBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * SCNN: Cartesian products of what is not zero.
 *
 * <p>Each PE of the array keeps the inputs of one tile of the map. Filters come in groups so small that a PE's
 * accumulators hold all sums of a group. For each group and input channel a PE multiplies every vector of {@code I} of its
 * inputs with every vector of {@code F} of the group's weights, zeros left out of both: {@code ceil(a / I) * ceil(w / F)}
 * steps. With stride {@code t} inputs and weights are split by the remainders of their padded positions modulo {@code t},
 * since only equal ones meet; products outside the map are dropped.
 *
 * <p>A step's products go to banks of accumulators that sum one product a cycle each; up to {@code queueDepth} products
 * wait in front of a bank. The next step follows once no bank has more left than that, so a step takes {@code max(1, most
 * products of a bank - queueDepth)} cycles; queues run empty before a barrier and at the end of a group. When a group is
 * done, sums on the rim of a tile are handed to the PEs that own them, and outputs leave: see {@link ScnnTiling}.
 *
 * <p>Fully connected layers have no map to share: filters and inputs are distributed over the PEs, each input that is not zero is
 * broadcast, and {@code F} of the {@code F * I} multipliers work, a quarter of the published machine's. DNNsim's tiling folds
 * them into maps instead, see {@link FoldedLayer}.
 *
 * <p>Images of a batch are further positions: as many as the accumulators and memories hold share each fetching of weights,
 * and their inputs fill up the vectors. A map too large for its memory is cut in space: see {@link ScnnParts}.
 *
 * <p>Source: A. Parashar et al., "SCNN: An Accelerator for Compressed-sparse Convolutional Neural Networks", ISCA 2017.
 * Bank hash, queue depth and the order of weights (filters fastest) are not published.
 *
 * @param activationsPerCycle {@code I}, inputs of a vector
 * @param weightsPerCycle {@code F}, weights of a vector
 * @param accumulatorEntries sums that a PE holds for one group
 * @param accumulatorBanks that these are spread over
 * @param queueDepth products that may wait in front of a bank when the next step begins
 * @param barrier where PEs wait for each other
 * @param bankHash which bank holds a sum
 * @param tiling if absent, that of the bank hash: DNNsim's for {@code dnnsim}, else the published one
 * @param prefetchBytes of a memory that weights wait in on their way from DRAM; none if absent
 */
public record Scnn(
        @Range(min = 1, max = 64) int activationsPerCycle,
        @Range(min = 1, max = 64) int weightsPerCycle,
        @Range(min = 1, max = 1 << 20) int accumulatorEntries,
        @Range(min = 1, max = 1024) int accumulatorBanks,
        @Range(min = 0, max = 4096) int queueDepth,
        Barrier barrier,
        BankHash bankHash,
        Optional<ScnnTiling> tiling,
        @Range(min = 0, max = 1 << 24) OptionalInt prefetchBytes)
        implements Dataflow {

    /** Where PEs wait for each other. */
    public enum Barrier {
        /** After each group of filters. */
        GROUP,
        /** After each input channel of each group. */
        CHANNEL,
        /** At the end of the layer only. */
        NONE
    }

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.SKIPPED;
    }

    @Override
    public boolean keepsMapsOnChip() {
        return true;
    }

    @Override
    public boolean alwaysStoresIndices() {
        return true;
    }

    @Override
    public int multipliersPerPe() {
        return activationsPerCycle * weightsPerCycle;
    }

    @Override
    public void requireFeasible(Layer layer, Machine machine) {
        if (!(tilingInForce().foldsConnected() && layer.shape().isFullyConnected())) {
            ScnnParts.requireFeasible(this, layer, machine);
        }
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        KeptLayer kept = kept(layer);
        var storage = new ScnnStorage(kept, layer.inputs().size(), machine);
        return new ScnnPlan(this, kept, storage, ScnnParts.of(this, kept, storage, machine), machine).build();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        LayerValues laidOut = isFolded(layer) ? new FoldedLayer(layer.shape()).values(values) : values;
        KeptLayer kept = kept(layer);
        var storage = new ScnnStorage(kept, layer.inputs().size(), machine);
        return new ScnnFunction(kept, ScnnParts.of(this, kept, storage, machine), laidOut).run();
    }

    private KeptLayer kept(LayerWorkload layer) {
        var kept = new KeptLayer(isFolded(layer) ? new FoldedLayer(layer.shape()).workload(layer) : layer);
        kept.requireFilters();
        return kept;
    }

    private boolean isFolded(LayerWorkload layer) {
        return tilingInForce().foldsConnected() && layer.shape().isFullyConnected();
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        int pes = machine.peArray().size();
        int sumBits = machine.precision().accumulatorBits();
        var parts = new ArrayList<ComponentParts>(prefetch().components(machine));
        parts.add(new ComponentParts(
                Component.INDEXING, machine.multipliers(), new Part.SparseLogic(SparseUnit.COORDINATE, 1)));
        parts.add(new ComponentParts(
                Component.INDEXING,
                (long) pes * (weightsPerCycle + activationsPerCycle),
                new Part.Adder(ScnnBlocks.RUNS.bits())));
        parts.add(new ComponentParts(
                ScnnKind.CROSSBAR, pes, new Part.Crossbar(multipliersPerPe(), accumulatorBanks, sumBits)));
        parts.add(new ComponentParts(
                Component.ACCUMULATORS,
                ACCUMULATOR_SETS * pes * accumulatorBanks,
                new Part.AccumulatorBank(entriesOfBank(), sumBits)));
        return parts;
    }

    /** One set sums a group while the outputs of the group before leave the other. */
    private static final long ACCUMULATOR_SETS = 2;

    /** Sums that a bank holds. */
    int entriesOfBank() {
        return Math.max(1, accumulatorEntries / accumulatorBanks);
    }

    /** Sums are made in the banks. */
    @Override
    public Component addersOfProducts() {
        return Component.ACCUMULATORS;
    }

    /** Weights wait in queues. */
    @Override
    public Component weightMemory() {
        return BroadcastActions.WEIGHT_QUEUES;
    }

    /** The memory that weights wait in. */
    WeightPrefetch prefetch() {
        return new WeightPrefetch(prefetchBytes.orElse(0));
    }

    /** The tiling in force. */
    ScnnTiling tilingInForce() {
        return tiling.orElse(bankHash == BankHash.DNNSIM ? ScnnTiling.DNNSIM : ScnnTiling.SCNN);
    }
}
