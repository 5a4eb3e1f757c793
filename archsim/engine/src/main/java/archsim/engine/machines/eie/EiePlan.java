package archsim.engine.machines.eie;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileWork;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.CscInterleaved;
import archsim.workloads.storage.ZeroRuns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks a matrix product through an EIE, vector after vector. */
final class EiePlan {

    private final Eie eie;
    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int pes;
    private final boolean resident;
    private final EieCode code;
    private final Map<TileRange.WeightBlock, EieColumns> columns = new HashMap<>();
    private final Map<TileRange.WeightBlock, int[]> words = new HashMap<>();
    private EieVector vector;

    EiePlan(Eie eie, LayerWorkload workload, Machine machine) {
        requireMatrixProduct(workload.layer());
        this.eie = eie;
        this.layer = new KeptLayer(workload);
        this.shape = workload.shape();
        this.machine = machine;
        this.pes = machine.peArray().size();
        layer.requireFilters();
        this.resident = eie.residentWeights() && fitsWeightMemories();
        this.code =
                new EieCode(resident, this::columns, pes, machine.precision().weightBits(), eie.indexBits());
    }

    static void requireMatrixProduct(Layer layer) {
        String name = layer.name();
        LayerShape shape = layer.shape();
        if (!layer.hasParameters()) {
            throw new InfeasibleLayerException(
                    name,
                    "it multiplies activations with activations, EIE's matrices are weights compressed beforehand");
        }
        boolean slides = !shape.rows().isPointwise() || !shape.columns().isPointwise();
        if (layer.kind() != LayerKind.LINEAR || slides) {
            throw new InfeasibleLayerException(
                    name,
                    RootLocale.format(
                            "EIE multiplies matrices with vectors: fully connected layers run, a %s does not",
                            shape.groups() == shape.c() && shape.c() > 1 ? "depthwise convolution" : "convolution"));
        }
    }

    private boolean fitsWeightMemories() {
        long[] entries = new long[pes];
        for (TileRange.WeightBlock rows : grid(shape.channelsPerGroup()).weightBlocks(layer)) {
            EieColumns block = columns(rows);
            for (int pe = 0; pe < pes; pe++) {
                entries[pe] += block.entriesOfPe(pe);
            }
        }
        long places = machine.buffers().weights().capacityBytes() * 8L / pes / entryBits();
        for (long stored : entries) {
            if (stored > places) {
                return false;
            }
        }
        return true;
    }

    private int entryBits() {
        return machine.precision().weightBits() + eie.indexBits();
    }

    private TileGrid grid(int channels) {
        return new TileGrid(1, 1, Math.multiplyExact(eie.registersPerFile(), pes), channels, resident);
    }

    /** The columns of all channels for the rows of a block. */
    private EieColumns columns(TileRange.WeightBlock block) {
        return columns.computeIfAbsent(
                rows(block), key -> new EieColumns(layer, key, pes, new ZeroRuns(eie.indexBits())));
    }

    private TileRange.WeightBlock rows(TileRange.WeightBlock block) {
        return new TileRange.WeightBlock(
                block.group(), block.filterFrom(), block.filterTo(), 0, shape.channelsPerGroup());
    }

    KeptLayer layer() {
        return layer;
    }

    /** One vector and one pass of rows a tile, cut along the vector until buffers and pointers have room for it. */
    List<TileRange> tiles() {
        int channels = shape.channelsPerGroup();
        while (!fits(grid(channels))) {
            if (channels == 1) {
                throw new InfeasibleLayerException(
                        layer.layer().layer().name(), "not even one column of a pass fits half of each buffer");
            }
            channels = Ceil.div(channels, 2);
        }
        return grid(channels).tiles(layer);
    }

    private boolean fits(TileGrid grid) {
        long inputBits = (long) grid.channels() * machine.precision().activationBits();
        return inputBits <= machine.buffers().inputs().halfBits()
                && grid.weightBlocks(layer).stream().allMatch(this::fits);
    }

    /** Pointers reach the entries of each PE, and where the weights do not stay, half the weight buffer holds them. */
    private boolean fits(TileRange.WeightBlock block) {
        return columns(block).mostEntriesOfPe(block.channelFrom(), block.channelTo()) <= CscInterleaved.LARGEST_POINTER
                && (resident || storedBits(block) <= machine.buffers().weights().halfBits());
    }

    private long storedBits(TileRange.WeightBlock block) {
        long present = layer.present(block);
        return code.valueBits(present, 0) + code.indexBits(present, 0, block);
    }

    /** Whether a channel's input is sent to the PEs: it is not zero, and pruning left the column. */
    boolean isBroadcast(TileRange tile, int channel) {
        int row = tile.patch().rowFrom();
        int image = row / shape.h();
        int at = ((image * shape.c() + layer.channel(tile.group(), channel)) * shape.h() + row % shape.h()) * shape.w()
                + tile.patch().qFrom();
        return layer.keepsColumn(channel, 0, 0) && layer.layer().inputs().get(at);
    }

    LayerPlan build() {
        var builder = new PlanBuilder(layer, machine, code, Eie.decodedProduct(machine.precision()));
        builder.addAll(tiles(), this::work, (tile, next) -> true);
        return builder.build(resident ? "weights resident" : "weights streamed");
    }

    /** A word holds weights and their indices and is read once; a word of which a part is weights counts as theirs. */
    private TileWork work(TileRange tile) {
        if (tile.channelFrom() == 0) {
            vector = new EieVector(eie, machine, Math.min(pes, tile.filters()));
        }
        EieColumns block = columns(tile.weights());
        int[] wordsOf = words.computeIfAbsent(
                rows(tile.weights()),
                key -> block.words(Math.max(1, machine.buffers().weights().wordBits() / entryBits())));
        long wordsRead = 0;
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            if (isBroadcast(tile, c)) {
                vector.broadcast(block, c);
                wordsRead += wordsOf[c];
            }
        }
        long cycles = vector.endTile();
        int inputs = layer.columns(tile.channelFrom(), tile.channelTo());
        Actions actions = inputActions(inputs)
                .sumsStay()
                .then(tile.lastChannels() ? vector.actions() : new Actions().products(0, 0));
        int wordBits = machine.buffers().weights().wordBits();
        long valueWords = Ceil.div(wordsRead * machine.precision().weightBits(), entryBits());
        return new TileWork(
                new long[] {cycles},
                tile.lastChannels() ? vector.slots() : SlotStack.NONE,
                actions,
                new Reads(
                        valueWords * wordBits,
                        (wordsRead - valueWords) * wordBits,
                        (long) inputs * machine.precision().activationBits()));
    }

    /** Source registers take the vector from memory, and non-zero detection looks at each once. */
    private Actions inputActions(long inputs) {
        var actions = new Actions();
        for (boolean write : new boolean[] {true, false}) {
            var access = new Action.RegisterAccess(
                    eie.registersPerFile(), machine.precision().activationBits(), write);
            actions.add(EieKind.INPUT_REGISTERS, DataType.INPUTS, access, inputs);
        }
        return actions;
    }
}
