package archsim.engine.machines.broadcast;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import java.util.List;

/**
 * What machines do whose weights are broadcast into a queue in each PE while activations stay in its memories.
 *
 * <p>A queue entry is a vector of weights with their indices. On their way from DRAM to the queues weights pass a {@link
 * WeightPrefetch}, if there is one; the wires are not counted.
 */
public final class BroadcastActions {

    /** Queues of broadcast weights, one in each PE. */
    public static final Component WEIGHT_QUEUES = new Component("weightQueues", "weight queues", 310);

    private final Machine machine;
    private final int weightBits;
    private final int indexBits;
    private final int weightsPerVector;
    private final WeightPrefetch prefetch;
    private final ActionCounts counts = new ActionCounts();

    /**
     * No action yet.
     *
     * @param indexBits with each weight
     * @param weightsPerVector that a queue gives out at once
     */
    public BroadcastActions(
            Machine machine, int weightBits, int indexBits, int weightsPerVector, WeightPrefetch prefetch) {
        this.prefetch = prefetch;
        this.machine = machine;
        this.weightBits = weightBits;
        this.indexBits = indexBits;
        this.weightsPerVector = weightsPerVector;
    }

    public ActionCounts counts() {
        return counts;
    }

    public void add(Component component, DataType type, Action action, long count) {
        counts.add(component, type, action, count);
    }

    /**
     * Everything that tiles move. Weights go with their indices into every PE's queue, or of a fully connected layer into
     * that of the PE whose filters they are; counts of entries are not queued.
     */
    public void addTransfers(LayerShape shape, List<Tile> tiles) {
        long receivers = shape.isFullyConnected() ? 1 : machine.peArray().size();
        for (Tile tile : tiles) {
            for (Transfer load : tile.loads()) {
                prefetch.count(counts, machine, load);
                switch (load.dataType()) {
                    case WEIGHTS -> addQueued(true, load.bits() / weightBits * receivers);
                    case INDICES -> {}
                    default -> addAccess(Component.INPUT_BUFFER, DataType.INPUTS, true, load.bits());
                }
            }
            addAccess(
                    Component.OUTPUT_BUFFER,
                    DataType.OUTPUTS,
                    false,
                    tile.store().bits());
        }
    }

    /** Weights, each with its index if it has one. */
    private void addQueued(boolean push, long weights) {
        long vectorBits = (long) weightsPerVector * (weightBits + indexBits);
        long queueBits = machine.buffers().weights().capacityBytes()
                * 8L
                / machine.peArray().size();
        int depth = (int) Math.max(1, queueBits / vectorBits);
        counts.add(WEIGHT_QUEUES, DataType.WEIGHTS, new Action.FifoAccess(depth, weightBits, push), weights);
        if (indexBits > 0) {
            counts.add(WEIGHT_QUEUES, DataType.INDICES, new Action.FifoAccess(depth, indexBits, push), weights);
        }
    }

    /** Vectors of weights that the queues give out. */
    public void addWeightReads(long vectors) {
        addQueued(false, vectors * weightsPerVector);
    }

    /** Vectors of inputs, each read on its own. */
    public void addInputReads(long vectors, long vectorBits) {
        SramBuffer inputs = machine.buffers().inputs();
        addWords(Component.INPUT_BUFFER, inputs, DataType.INPUTS, false, vectors * inputs.words(vectorBits));
    }

    /** Outputs that are written into their memory. */
    public void addOutputs(long bits) {
        addAccess(Component.OUTPUT_BUFFER, DataType.OUTPUTS, true, bits);
    }

    private void addAccess(Component component, DataType type, boolean write, long bits) {
        SramBuffer buffer = type == DataType.INPUTS
                ? machine.buffers().inputs()
                : machine.buffers().outputs();
        addWords(component, buffer, type, write, buffer.words(bits));
    }

    private void addWords(Component component, SramBuffer buffer, DataType type, boolean write, long words) {
        counts.add(component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write), words);
    }
}
