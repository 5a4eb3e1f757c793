package archsim.engine.tiling;

import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers tiles, slots and actions while a dataflow walks a layer. */
public final class PlanBuilder {

    private final KeptLayer layer;
    private final Machine machine;
    private final WeightCode weightCode;
    private final ActionCounts counts = new ActionCounts();
    private final ActionCounts.Counter multiplications;
    private final ActionCounts.Counter additions;

    private final Map<Access, ActionCounts.Counter> accesses = new HashMap<>();

    private final List<Tile> tiles = new ArrayList<>();
    private final Map<TileRange.WeightBlock, List<Transfer>> weightLoads = new HashMap<>();
    private boolean inputsStay;
    private boolean outputsStay;
    private long weightEndBit;
    private long storedPositions;
    private long storedBits;
    private long[] laneCyclesSinceBarrier = new long[0];
    private long computeCycles;
    private SlotStack slots = SlotStack.NONE;

    /** What words of a buffer are counted by. */
    private record Access(Component component, DataType type, boolean write) {}

    public PlanBuilder(KeptLayer layer, Machine machine, WeightCode weightCode) {
        this.layer = layer;
        this.machine = machine;
        this.weightCode = weightCode;
        multiplications = counts.counter(
                Component.MULTIPLIERS,
                DataType.PSUMS,
                new Action.Multiply(machine.precision().operandBits()));
        additions = counts.counter(
                Component.ADDERS,
                DataType.PSUMS,
                new Action.Add(machine.precision().accumulatorBits()));
    }

    /** Lets the layer's inputs, and its outputs, be on the chip before it and behind it, so that DRAM moves none of them. */
    public PlanBuilder keepingOnChip(boolean inputs, boolean outputs) {
        inputsStay = inputs;
        outputsStay = outputs;
        return this;
    }

    ActionCounts counts() {
        return counts;
    }

    private void addSlots(SlotStack more) {
        slots = slots.plus(more);
    }

    /** Finds the exact work of a tile. */
    @FunctionalInterface
    public interface WorkOfTile {

        TileWork of(TileRange tile);
    }

    /** Whether lanes wait for each other between two tiles. */
    @FunctionalInterface
    public interface BarrierRule {

        boolean isBetween(TileRange tile, TileRange next);
    }

    /** Walks {@code ranges}, asking {@code work} for each tile's; after the last one there is always a barrier. */
    public void addAll(List<TileRange> ranges, WorkOfTile work, BarrierRule barriers) {
        for (int i = 0; i < ranges.size(); i++) {
            TileRange previous = i == 0 ? null : ranges.get(i - 1);
            boolean last = i + 1 == ranges.size();
            boolean barrier = last || barriers.isBetween(ranges.get(i), ranges.get(i + 1));
            add(previous, ranges.get(i), work.of(ranges.get(i)), barrier);
        }
    }

    /** Adds a layer whose cycles do not depend on {@code tiles}: each takes a share in proportion to its products. */
    public void addLayer(List<TileRange> tiles, LayerWork work) {
        addSlots(work.slots());
        work.first().countIn(this, tiles);
        CycleShares.deal(layer, this, tiles, work.cycles());
        work.last().countIn(this, tiles);
    }

    private void add(TileRange previous, TileRange tile, TileWork work, boolean barrierAfter) {
        addSlots(work.slots());
        work.actions().countIn(this, List.of(tile));
        var loads = new ArrayList<Transfer>();
        if (previous == null || !previous.sharesWeightsWith(tile)) {
            loads.addAll(weightLoads.computeIfAbsent(tile.weights(), this::weightLoads));
        }
        if (previous == null || !previous.sharesInputsWith(tile)) {
            loads.add(inputLoad(tile));
        }
        countLoads(loads);
        long[] laneCycles = work.laneCycles();
        waitForPorts(laneCycles, work.reads());
        passBarrier(laneCycles, barrierAfter);
        tiles.add(new Tile(loads, store(tile), laneCycles, barrierAfter));
    }

    /** Blocks lie in memory in the order in which they are first loaded, each with its indices behind it. */
    private List<Transfer> weightLoads(TileRange.WeightBlock block) {
        long present = layer.present(block);
        long positions = (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo());
        long valueBits = weightCode.valueBits(present, positions);
        long indexBits = weightCode.indexBits(present, positions, block);
        var values = new Transfer(DataType.WEIGHTS, weightEndBit, valueBits);
        var indices = new Transfer(DataType.INDICES, weightEndBit + valueBits, indexBits);
        weightEndBit += valueBits + indexBits;
        return indexBits > 0 ? List.of(values, indices) : List.of(values);
    }

    /** A patch's inputs lie together: activations are laid out for the cut that reads them. */
    private Transfer inputLoad(TileRange tile) {
        if (inputsStay) {
            return new Transfer(DataType.INPUTS, 0, 0);
        }
        int activationBits = machine.precision().activationBits();
        LayerShape shape = layer.shape();
        int channel = layer.channel(tile.group(), tile.channelFrom());
        long row = ((long) tile.patch().image(shape) * shape.c() + channel) * shape.h()
                + tile.patch().hFrom(shape);
        return new Transfer(
                DataType.INPUTS,
                (row * shape.w() + tile.patch().wFrom(shape)) * activationBits,
                layer.keptChannels(tile.channelFrom(), tile.channelTo())
                        * tile.patch().inputsPerChannel(shape)
                        * activationBits);
    }

    private void countLoads(List<Transfer> loads) {
        for (Transfer load : loads) {
            boolean input = load.dataType() == DataType.INPUTS;
            SramBuffer buffer =
                    input ? machine.buffers().inputs() : machine.buffers().weights();
            access(
                    input ? Component.INPUT_BUFFER : Component.WEIGHT_BUFFER,
                    buffer,
                    load.dataType(),
                    true,
                    buffer.words(load.bits()));
        }
    }

    /** Outputs are written once, after pooling; parts of a pooled output go with the tile that completes them. */
    private Transfer store(TileRange tile) {
        if (!tile.lastChannels()) {
            return new Transfer(DataType.OUTPUTS, storedBits, 0);
        }
        long positions = tile.filters() * tile.positions();
        storedPositions += positions;
        long all = layer.allFilters() * layer.shape().outputPositions();
        long writtenBits = outputsStay
                ? 0
                : layer.layer().layer().writtenOutputs()
                        / layer.shape().k()
                        * layer.allFilters()
                        * machine.precision().activationBits();
        long upTo = Math.round((double) storedPositions / all * writtenBits);
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        SramBuffer buffer = machine.buffers().outputs();
        long finishedBits = positions * machine.precision().activationBits();
        access(Component.OUTPUT_BUFFER, buffer, DataType.OUTPUTS, true, buffer.words(finishedBits));
        access(Component.OUTPUT_BUFFER, buffer, DataType.OUTPUTS, false, buffer.words(store.bits()));
        return store;
    }

    private void access(Component component, SramBuffer buffer, DataType type, boolean write, long words) {
        accesses.computeIfAbsent(
                        new Access(component, type, write),
                        unused -> counts.counter(
                                component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write)))
                .add(words);
    }

    /** Weights, indices or inputs that the multipliers read from a buffer whose ports never make them wait. */
    void countOperands(DataType type, long bits) {
        boolean input = type == DataType.INPUTS;
        SramBuffer buffer =
                input ? machine.buffers().inputs() : machine.buffers().weights();
        access(input ? Component.INPUT_BUFFER : Component.WEIGHT_BUFFER, buffer, type, false, buffer.words(bits));
    }

    /** Products made, and those of them that are summed up. */
    void countProducts(long products, long sums) {
        multiplications.add(products);
        additions.add(sums);
    }

    /** Partial sums that wait in the output buffer for the layer's remaining channels. */
    void countWaitingPsums(TileRange tile) {
        SramBuffer buffer = machine.buffers().outputs();
        long words = buffer.words(
                tile.positions() * tile.filters() * machine.precision().accumulatorBits());
        if (tile.channelFrom() > 0) {
            access(Component.OUTPUT_BUFFER, buffer, DataType.PSUMS, false, words);
        }
        if (!tile.lastChannels()) {
            access(Component.OUTPUT_BUFFER, buffer, DataType.PSUMS, true, words);
        }
    }

    /** Sums that are written to the output buffer and read again. */
    void countSums(long bits) {
        SramBuffer buffer = machine.buffers().outputs();
        access(Component.OUTPUT_BUFFER, buffer, DataType.PSUMS, true, buffer.words(bits));
        access(Component.OUTPUT_BUFFER, buffer, DataType.PSUMS, false, buffer.words(bits));
    }

    /** Reads that the PEs make in this tile; a buffer that cannot deliver them in time holds all lanes up. */
    private void waitForPorts(long[] laneCycles, Reads reads) {
        SramBuffer weights = machine.buffers().weights();
        SramBuffer inputs = machine.buffers().inputs();
        long valueWords = weights.words(reads.weightBits());
        long indexWords = weights.words(reads.indexBits());
        long inputWords = inputs.words(reads.inputBits());
        access(Component.WEIGHT_BUFFER, weights, DataType.WEIGHTS, false, valueWords);
        access(Component.WEIGHT_BUFFER, weights, DataType.INDICES, false, indexWords);
        access(Component.INPUT_BUFFER, inputs, DataType.INPUTS, false, inputWords);
        long slowest = 0;
        for (long cycles : laneCycles) {
            slowest = Math.max(slowest, cycles);
        }
        long wait = Math.max(0, reads.cycles(machine) - slowest);
        for (int lane = 0; lane < laneCycles.length; lane++) {
            laneCycles[lane] += wait;
        }
        addSlots(SlotStack.NONE.lost(Cause.CONFLICT, wait * machine.multipliers()));
    }

    private void passBarrier(long[] laneCycles, boolean barrierAfter) {
        if (laneCyclesSinceBarrier.length == 0) {
            laneCyclesSinceBarrier = new long[laneCycles.length];
        }
        for (int lane = 0; lane < laneCycles.length; lane++) {
            laneCyclesSinceBarrier[lane] += laneCycles[lane];
        }
        if (!barrierAfter) {
            return;
        }
        long slowest = 0;
        long sum = 0;
        for (long cycles : laneCyclesSinceBarrier) {
            slowest = Math.max(slowest, cycles);
            sum += cycles;
        }
        int lanes = laneCyclesSinceBarrier.length;
        long multipliersPerLane = machine.multipliers() / lanes;
        addSlots(SlotStack.NONE.lost(Cause.IMBALANCE, (slowest * lanes - sum) * multipliersPerLane));
        computeCycles += slowest;
        laneCyclesSinceBarrier = new long[lanes];
    }

    /**
     * The plan of all that was added.
     *
     * @throws IllegalStateException if the slots do not add up to the cycles of all multipliers: some were not given a cause
     */
    public LayerPlan build(String mode) {
        long expected = Math.multiplyExact(computeCycles, machine.multipliers());
        if (slots.total() != expected) {
            throw new IllegalStateException(RootLocale.format(
                    "the slots of layer %s must add up to %d cycles x %d multipliers, %d, was %d",
                    layer.layer().layer().name(), computeCycles, machine.multipliers(), expected, slots.total()));
        }
        return new LayerPlan(mode, tiles, slots, computeCycles, counts);
    }
}
