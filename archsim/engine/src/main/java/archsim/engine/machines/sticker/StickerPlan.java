package archsim.engine.machines.sticker;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.InputWindows;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.TileWork;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Walks a layer through a STICKER array, one {@link StickerWork} a tile. */
public final class StickerPlan {

    private static final long MOST_COUNTS = 1 << 20;

    private final Sticker sticker;
    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int inputLanes;
    private final int weightLanes;
    private final DensityClass weightClass;
    private final DensityClass inputClass;
    private final StickerCode code;
    private final InputWindows windows;
    private final boolean[] tappedClasses;
    private final Map<Filters, StickerWeights> weights = new HashMap<>();

    private final Map<Patch, int[]> laneCounts = new HashMap<>();

    private record Filters(int group, int from, int to) {}

    StickerPlan(Sticker sticker, LayerWorkload workload, Machine machine) {
        this.sticker = sticker;
        this.layer = new KeptLayer(workload);
        this.shape = workload.shape();
        this.machine = machine;
        this.inputLanes = machine.peArray().rows();
        this.weightLanes = machine.peArray().columns();
        long kept = (long) layer.allFilters() * layer.columns(0, shape.channelsPerGroup());
        this.weightClass = sticker.classOf((double) workload.weights().count() / kept);
        this.inputClass = sticker.classOf(workload.inputs().density());
        this.code = new StickerCode(weightClass, workload.weightBits(), weightLanes, shape.r() * shape.s());
        this.windows = new InputWindows(shape, workload.inputs());
        this.tappedClasses = tappedClasses(shape);
    }

    /** Stride classes that some tap of the kernel belongs to: inputs of the others are never used. */
    private static boolean[] tappedClasses(LayerShape shape) {
        boolean[] tapped = new boolean[shape.strideClasses()];
        for (int r = 0; r < shape.r(); r++) {
            for (int s = 0; s < shape.s(); s++) {
                tapped[shape.strideClassOfWeight(r, s)] = true;
            }
        }
        return tapped;
    }

    KeptLayer layer() {
        return layer;
    }

    DensityClass weightClass() {
        return weightClass;
    }

    DensityClass inputClass() {
        return inputClass;
    }

    InputWindows windows() {
        return windows;
    }

    TileSearch.Found best(MappingGoal goal) {
        var estimate = new StickerEstimate(this, sticker, layer, inputLanes, weightLanes);
        TileLimits limits = sticker.limits(layer, machine, code, inputClass.skipsZeros());
        return TileSearch.best(layer, machine, limits, goal, estimate::cycles, this::plan);
    }

    private LayerPlan plan(TileGrid grid) {
        var builder = new PlanBuilder(layer, machine, code);
        PlanBuilder.WorkOfTile work =
                layer.isUniform() ? PlanBuilder.bySize(weightLanes, inputLanes, this::tileWork) : this::tileWork;
        builder.addAll(grid.tiles(layer), work, (tile, next) -> !shape.isFullyConnected() || tile.lastChannels());
        return builder.build(weightClass.title() + " weights, " + inputClass.title() + " inputs");
    }

    private TileWork tileWork(TileRange tile) {
        StickerWork work = work(tile);
        var actions = new Actions()
                .products(work.products(), 0)
                .then(sums(tile, work.slots().useful()));
        int weightIndexBits = code.indexBitsPerWeight(tile.weights());
        if (weightIndexBits > 0) {
            actions.add(
                    Component.INDEXING, DataType.INDICES, new Action.IndexDecode(weightIndexBits), work.weightReads());
        }
        return new TileWork(
                work.rowCycles(),
                work.slots(),
                actions,
                new Reads(
                        work.weightReads() * layer.layer().weightBits(),
                        work.weightReads() * weightIndexBits,
                        work.inputReads() * machine.precision().activationBits()));
    }

    /**
     * Sums are added to in the accumulators and read once they are complete, in a connected layer from every row into the
     * tree. What handing sums over to neighbouring tiles costs is left out: how many were touched is not counted.
     */
    private Actions sums(TileRange tile, long products) {
        int entries = sticker.accumulatorEntries();
        int bits = machine.precision().accumulatorBits();
        long outputs = tile.lastChannels() ? tile.positions() * tile.filters() : 0;
        long parts = shape.isFullyConnected() ? inputLanes : 1;
        var read = new Action.RegisterAccess(entries, bits, false);
        return new Actions()
                .sumsStay()
                .add(Component.ACCUMULATORS, DataType.PSUMS, new Action.Accumulate(entries, bits), products)
                .add(Component.ACCUMULATORS, DataType.PSUMS, read, outputs * parts)
                .add(Component.ADDERS, DataType.PSUMS, new Action.Add(bits), outputs * (parts - 1));
    }

    /** The exact work of a tile. */
    StickerWork work(TileRange tile) {
        var work = new StickerWork(machine.peArray());
        StickerWeights block = weights.computeIfAbsent(
                new Filters(tile.group(), tile.filterFrom(), tile.filterTo()), this::allChannels);
        work.addFill(sticker.pipelineCycles());
        if (shape.isFullyConnected()) {
            addConnected(work, tile, block);
        } else if (inputClass.skipsZeros()) {
            for (Patch part : tile.patch().byImage(shape)) {
                addScattered(work, part, tile, block);
            }
        } else {
            addShifted(work, tile, block);
        }
        return work;
    }

    private StickerWeights allChannels(Filters of) {
        return weights(new TileRange.WeightBlock(of.group(), of.from(), of.to(), 0, shape.channelsPerGroup()));
    }

    /** What the weight lanes hold of a block. */
    StickerWeights weights(TileRange.WeightBlock block) {
        return new StickerWeights(layer, block, weightLanes, weightClass.skipsZeros());
    }

    /** Dense inputs: every weight at every output position of the patch. */
    private void addShifted(StickerWork work, TileRange tile, StickerWeights block) {
        long steps = Ceil.div(tile.positions(), inputLanes);
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            if (isRemoved(c)) {
                continue;
            }
            int slowest = block.slowest(c);
            if (slowest == 0) {
                work.addEmptyChannel();
                continue;
            }
            long cycles = steps * slowest;
            long products = tile.positions() * block.sum(c);
            long idleRows = (steps * inputLanes - tile.positions()) * block.sum(c);
            long idle = cycles * machine.multipliers() - products;
            work.add(cycles, products, products, weightClass.skipsZeros() ? idleRows : idle);
            work.addReads(tile.positions(), steps * block.sum(c));
        }
    }

    /** Whether pruning left nothing of a channel, so that the machine does not even store it. */
    boolean isRemoved(int channel) {
        return layer.columns(channel, channel + 1) == 0;
    }

    /** Skipped inputs: outer products of what is not zero, by stride class. */
    private void addScattered(StickerWork work, Patch patch, TileRange tile, StickerWeights block) {
        int[] slowest = new int[shape.strideClasses()];
        int[] sums = new int[slowest.length];
        int[] counts = laneCounts(patch);
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            if (isRemoved(c)) {
                continue;
            }
            int at = 2 * slowest.length * layer.channel(tile.group(), c);
            if (counts[at] < 0) {
                countLanes(patch, layer.channel(tile.group(), c), slowest, sums);
                System.arraycopy(slowest, 0, counts, at, slowest.length);
                System.arraycopy(sums, 0, counts, at + slowest.length, slowest.length);
            }
            System.arraycopy(counts, at, slowest, 0, slowest.length);
            System.arraycopy(counts, at + slowest.length, sums, 0, slowest.length);
            long cycles = 0;
            long products = 0;
            long inputReads = 0;
            long weightReads = 0;
            long idleColumns = 0;
            for (int k = 0; k < slowest.length; k++) {
                cycles += (long) slowest[k] * block.slowest(c, k);
                products += (long) sums[k] * block.sum(c, k);
                inputReads += block.sum(c, k) > 0 ? sums[k] : 0;
                weightReads += (long) slowest[k] * block.sum(c, k);
                idleColumns += (long) slowest[k] * inputLanes * block.idle(c, k);
            }
            if (cycles == 0) {
                work.addEmptyChannel();
                continue;
            }
            work.add(cycles, products, inPatch(patch, tile, c, block), leftOver(idleColumns));
            work.addReads(inputReads, weightReads);
        }
        if (tile.lastChannels()) {
            long rim = new StickerHalo(shape, inputLanes).rim(patch);
            work.addHalo(rim * Ceil.div(tile.filters(), weightLanes));
        }
    }

    /**
     * Of slots in columns that have no weight, those that the shape leaves idle: all if every kept weight is multiplied,
     * since then only a number of filters that is no multiple of the lanes makes columns differ.
     */
    private long leftOver(long idleColumnSlots) {
        return weightClass.skipsZeros() ? 0 : idleColumnSlots;
    }

    /** By channel the inputs of the fullest lane by stride class, then of all; negative where not counted yet. */
    private int[] laneCounts(Patch patch) {
        if ((long) laneCounts.size() * shape.c() * shape.strideClasses() > MOST_COUNTS) {
            laneCounts.clear();
        }
        return laneCounts.computeIfAbsent(patch, key -> {
            int[] counts = new int[2 * shape.c() * shape.strideClasses()];
            Arrays.fill(counts, -1);
            return counts;
        });
    }

    void countLanes(Patch patch, int channel, int[] slowest, int[] sums) {
        LaneGrid grid = LaneGrid.of(inputLanes);
        for (int k = 0; k < slowest.length; k++) {
            slowest[k] = 0;
            sums[k] = 0;
            for (int lane = 0; tappedClasses[k] && lane < inputLanes; lane++) {
                int count = windows.inRectangle(
                        patch.image(shape),
                        channel,
                        grid.hFrom(lane, patch.hFrom(shape), patch.hTo(shape)),
                        grid.hTo(lane, patch.hFrom(shape), patch.hTo(shape)),
                        grid.wFrom(lane, patch.wFrom(shape), patch.wTo(shape)),
                        grid.wTo(lane, patch.wFrom(shape), patch.wTo(shape)),
                        k);
                slowest[k] = Math.max(slowest[k], count);
                sums[k] += count;
            }
        }
    }

    /** Products of a channel that reach an output of the patch. */
    private long inPatch(Patch patch, TileRange tile, int channel, StickerWeights block) {
        long products = 0;
        for (int offset = 0; offset < shape.r() * shape.s(); offset++) {
            int filters = block.filtersAt(channel, offset);
            if (filters > 0) {
                products += (long) filters
                        * windows.underWeight(
                                patch, layer.channel(tile.group(), channel), offset / shape.s(), offset % shape.s());
            }
        }
        return products;
    }

    /** Fully connected: rows take input channels in turn and wait for each other only when an output is complete. */
    private void addConnected(StickerWork work, TileRange tile, StickerWeights block) {
        for (int image = tile.patch().rowFrom(); image < tile.patch().rowTo(); image++) {
            int next = taken(image, tile.group(), 0, tile.channelFrom());
            for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
                if (isTaken(image, tile.group(), c)) {
                    addToRow(work, next++ % inputLanes, c, block);
                    work.addReads(block.sum(c) > 0 ? 1 : 0, block.sum(c));
                }
            }
            if (tile.lastChannels()) {
                work.addHalo(Ceil.div(tile.filters(), weightLanes) + depth(inputLanes));
            }
        }
    }

    private void addToRow(StickerWork work, int row, int channel, StickerWeights block) {
        if (block.slowest(channel) == 0) {
            work.addEmptyChannelOfRow(row);
        } else {
            work.addRow(row, block.slowest(channel), block.sum(channel), leftOver(block.idle(channel, 0)));
        }
    }

    private boolean isTaken(int image, int group, int channel) {
        return !isRemoved(channel) && !isSkipped(image, layer.channel(group, channel));
    }

    /** Channels of a range that the rows do not pass over. */
    private int taken(int image, int group, int channelFrom, int channelTo) {
        int taken = 0;
        for (int c = channelFrom; c < channelTo; c++) {
            taken += isTaken(image, group, c) ? 1 : 0;
        }
        return taken;
    }

    /** Whether the array passes over an input of a fully connected layer. */
    boolean isSkipped(int image, int channel) {
        return inputClass.skipsZeros() && windows.inRectangle(image, channel, 0, 1, 0, 1, 0) == 0;
    }

    /** Levels of a tree over {@code leaves}. */
    private static int depth(int leaves) {
        return Bits.forValues(leaves);
    }
}
