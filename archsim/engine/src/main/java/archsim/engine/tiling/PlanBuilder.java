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

    private final Port weightPort;
    private final Port inputPort;
    private final Port outputPort;

    private final List<Tile> tiles = new ArrayList<>();
    private final Map<TileRange.WeightBlock, StoredBlock> storedBlocks = new HashMap<>();
    private StoredBlock lastBlock;
    private TileWork lastWork;
    private long[] lastLaneCycles = new long[0];
    private long lastWait;
    private boolean inputsStay;
    private boolean outputsStay;
    private long weightEndBit;
    private long storedPositions;
    private long storedBits;
    private long[] laneCyclesSinceBarrier = new long[0];
    private long computeCycles;
    private SlotStack slots = SlotStack.NONE;

    /** A buffer whose words are counted, by data type and direction. */
    @SuppressWarnings("EnumOrdinal") // an array by data type: words are counted several times a tile
    private final class Port {

        private final Component component;
        private final SramBuffer buffer;
        private final ActionCounts.Counter[] counters = new ActionCounts.Counter[2 * DataType.values().length];

        private Port(Component component, SramBuffer buffer) {
            this.component = component;
            this.buffer = buffer;
        }

        private void access(DataType type, boolean write, long words) {
            int at = 2 * type.ordinal() + (write ? 1 : 0);
            if (counters[at] == null) {
                counters[at] = counts.counter(
                        component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write));
            }
            counters[at].add(words);
        }

        private void move(DataType type, boolean write, long bits) {
            access(type, write, buffer.words(bits));
        }
    }

    public PlanBuilder(KeptLayer layer, Machine machine, WeightCode weightCode) {
        this(layer, machine, weightCode, machine.precision().product());
    }

    /** A plan of a machine whose multipliers make {@code product}, wider than its stored weights are. */
    public PlanBuilder(KeptLayer layer, Machine machine, WeightCode weightCode, Action.Multiply product) {
        this.layer = layer;
        this.machine = machine;
        this.weightCode = weightCode;
        weightPort = new Port(Component.WEIGHT_BUFFER, machine.buffers().weights());
        inputPort = new Port(Component.INPUT_BUFFER, machine.buffers().inputs());
        outputPort = new Port(Component.OUTPUT_BUFFER, machine.buffers().outputs());
        multiplications = counts.counter(Component.MULTIPLIERS, DataType.PSUMS, product);
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

    @SuppressWarnings("ReferenceEquality") // most tiles of some machines have none, and adding them is what takes long
    private void addSlots(SlotStack more) {
        slots = more == SlotStack.NONE ? slots : slots.plus(more);
    }

    private void addLost(Cause cause, long more) {
        slots = more == 0 ? slots : slots.lost(cause, more);
    }

    private Port portOf(DataType operand) {
        return operand == DataType.INPUTS ? inputPort : weightPort;
    }

    /** Finds the exact work of a tile. */
    @FunctionalInterface
    public interface WorkOfTile {

        TileWork of(TileRange tile);
    }

    /**
     * Work that depends on the size of a tile, and on where its filters and channels begin within steps of so many, found once
     * for each.
     */
    public static WorkOfTile bySize(int filterStep, int channelStep, WorkOfTile work) {
        var known = new HashMap<TileSize, TileWork>();
        return tile -> known.computeIfAbsent(TileSize.of(tile, filterStep, channelStep), size -> work.of(tile));
    }

    private record TileSize(
            int rows, int columns, int filters, int channels, boolean lastChannels, int filterPhase, int channelPhase) {

        static TileSize of(TileRange tile, int filterStep, int channelStep) {
            return new TileSize(
                    tile.patch().rows(),
                    tile.patch().qTo() - tile.patch().qFrom(),
                    tile.filters(),
                    tile.channels(),
                    tile.lastChannels(),
                    tile.filterFrom() % filterStep,
                    tile.channelFrom() % channelStep);
        }
    }

    /** Whether lanes wait for each other between two tiles. */
    @FunctionalInterface
    public interface BarrierRule {

        boolean isBetween(TileRange tile, TileRange next);
    }

    /** Walks {@code ranges}, asking {@code work} for each tile's; after the last one there is always a barrier. */
    public void addAll(List<TileRange> ranges, WorkOfTile work, BarrierRule barriers) {
        TileRange previous = null;
        TileRange tile = ranges.isEmpty() ? null : ranges.get(0);
        for (int i = 0; i < ranges.size(); i++) {
            TileRange next = i + 1 == ranges.size() ? null : ranges.get(i + 1);
            add(previous, tile, work.of(tile), next == null || barriers.isBetween(tile, next));
            previous = tile;
            tile = next;
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
        List<Transfer> loads = loads(previous, tile);
        for (Transfer load : loads) {
            portOf(load.dataType()).move(load.dataType(), true, load.bits());
        }
        long[] laneCycles = waitForPorts(work);
        passBarrier(laneCycles, barrierAfter);
        tiles.add(new Tile(loads, store(tile), laneCycles, barrierAfter));
    }

    private List<Transfer> loads(TileRange previous, TileRange tile) {
        boolean sameWeights = previous != null && previous.sharesWeightsWith(tile);
        List<Transfer> weights = sameWeights ? List.of() : stored(tile).loads;
        if (previous != null && previous.sharesInputsWith(tile)) {
            return weights;
        }
        Transfer inputs = inputLoad(tile);
        return switch (weights.size()) {
            case 0 -> List.of(inputs);
            case 1 -> List.of(weights.get(0), inputs);
            default -> List.of(weights.get(0), weights.get(1), inputs);
        };
    }

    /** A block in memory, and the one that was loaded behind it when it was last. */
    private static final class StoredBlock {

        private final TileRange.WeightBlock block;
        private final List<Transfer> loads;
        private StoredBlock next;

        private StoredBlock(TileRange.WeightBlock block, List<Transfer> loads) {
            this.block = block;
            this.loads = loads;
        }
    }

    /** Blocks are loaded in the same order again and again: to look them up costs more than all else of a tile. */
    private StoredBlock stored(TileRange tile) {
        StoredBlock found = lastBlock == null ? null : lastBlock.next;
        if (found == null || !tile.reads(found.block)) {
            found = storedBlocks.computeIfAbsent(tile.weights(), block -> new StoredBlock(block, weightLoads(block)));
            if (lastBlock != null) {
                lastBlock.next = found;
            }
        }
        lastBlock = found;
        return found;
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
        outputPort.move(DataType.OUTPUTS, true, positions * machine.precision().activationBits());
        outputPort.move(DataType.OUTPUTS, false, store.bits());
        return store;
    }

    /** Weights, indices or inputs that the multipliers read from a buffer whose ports never make them wait. */
    void countOperands(DataType type, long bits) {
        portOf(type).move(type, false, bits);
    }

    /** Products made, and those of them that are summed up. */
    void countProducts(long products, long sums) {
        multiplications.add(products);
        additions.add(sums);
    }

    /** Partial sums that wait in the output buffer for the layer's remaining channels. */
    void countWaitingPsums(TileRange tile) {
        long bits = tile.positions() * tile.filters() * machine.precision().accumulatorBits();
        if (tile.channelFrom() > 0) {
            outputPort.move(DataType.PSUMS, false, bits);
        }
        if (!tile.lastChannels()) {
            outputPort.move(DataType.PSUMS, true, bits);
        }
    }

    /** Sums that are written to the output buffer and read again. */
    void countSums(long bits) {
        outputPort.move(DataType.PSUMS, true, bits);
        outputPort.move(DataType.PSUMS, false, bits);
    }

    /** Cycles of the lanes: reads that a buffer cannot deliver in time hold all of them up. */
    private long[] waitForPorts(TileWork work) {
        Reads reads = work.reads();
        weightPort.move(DataType.WEIGHTS, false, reads.weightBits());
        weightPort.move(DataType.INDICES, false, reads.indexBits());
        inputPort.move(DataType.INPUTS, false, reads.inputBits());
        if (work != lastWork) {
            lastWork = work;
            lastLaneCycles = work.laneCycles();
            long slowest = 0;
            for (long cycles : lastLaneCycles) {
                slowest = Math.max(slowest, cycles);
            }
            lastWait = Math.max(0, reads.cycles(machine) - slowest);
            for (int lane = 0; lane < lastLaneCycles.length; lane++) {
                lastLaneCycles[lane] += lastWait;
            }
        }
        addLost(Cause.CONFLICT, lastWait * machine.multipliers());
        return lastLaneCycles;
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
        addLost(Cause.IMBALANCE, (slowest * lanes - sum) * multipliersPerLane);
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
