package archsim.engine.machines.pattern;

import archsim.base.Ceil;
import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.DataType;
import archsim.energy.Part;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.MappingGoal;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.CutDataflow;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.TileWork;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.PatternLibrary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * PEs of four multipliers that take a whole kernel of a known pattern at a time.
 *
 * <p>Columns of the PE array are lanes of filters, rows share the output positions of the patch. A lane takes one kernel
 * after the other: its four weights stay while the positions pass, so a kernel costs {@code ceil(positions / rows)}
 * cycles. Where the four inputs of each pattern lie is wired; nothing is decoded inside a kernel. Kernels that
 * connectivity pruning removed are skipped. The kernels of a filter come sorted by pattern, and filters sorted by how many
 * kernels they keep, dealt to the lanes in turn; turning to another pattern costs {@code switchCycles}. Lanes wait for
 * each other when the inputs in the buffer change.
 *
 * <p>A layer that is not pruned to 3 x 3 patterns, or to more than the PEs know, runs dense: four kept columns of the
 * filter at a time, all lanes in step. Zero inputs are multiplied like any others.
 *
 * <p>Source: ours; patterns, connectivity, reordering and storage are those of W. Niu et al., "PatDNN", ASPLOS 2020,
 * which is a compiler for mobile processors.
 *
 * @param librarySize patterns that a PE is wired for
 * @param accumulatorEntries partial sums that a PE holds
 * @param switchCycles to turn a lane to another pattern
 */
public record PatternArray(
        @Range(min = 1, max = 64) int librarySize,
        @Range(min = 1, max = 65536) int accumulatorEntries,
        @Range(min = 0, max = 1000) int switchCycles)
        implements CutDataflow {

    /** Of the adder that follows a lane's kernels; those of a layer seldom need more. */
    private static final int INDEX_BITS = 16;

    private static final int WEIGHTS_AT_ONCE = PatternLibrary.ENTRIES;

    @Override
    public int multipliersPerPe() {
        return WEIGHTS_AT_ONCE;
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        return List.of(
                new ComponentParts(Component.INDEXING, machine.peArray().columns(), new Part.Adder(INDEX_BITS)),
                new ComponentParts(
                        Component.ACCUMULATORS,
                        machine.peArray().size(),
                        new Part.RegisterFile(
                                accumulatorEntries, machine.precision().accumulatorBits())));
    }

    /** A layer as the array sees it: by kernels, or dense. */
    private record View(KeptLayer layer, Optional<PatternKernels> kernels, WeightCode code) {

        /** Whether blocks of one size take as long. */
        boolean isBySize() {
            return kernels.isEmpty() && layer.keepsAll();
        }
    }

    private View view(LayerWorkload workload) {
        var kept = new KeptLayer(workload);
        Optional<PatternKernels> kernels = PatternKernels.of(workload, librarySize);
        if (kernels.isEmpty()) {
            return new View(kept, kernels, WeightCode.dense(workload.weightBits()));
        }
        int channels = workload.shape().channelsPerGroup();
        KeptLayer ordered = kept.reordered(
                filters -> longestFirst(filters, filter -> kernels.get().kept(filter, 0, channels)));
        return new View(ordered, kernels, kernels.get().code(ordered, workload.weightBits()));
    }

    private static List<Integer> longestFirst(List<Integer> filters, ToIntFunction<Integer> kernels) {
        return filters.stream()
                .sorted(Comparator.comparingInt(kernels).reversed())
                .toList();
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(view(layer), machine, goal).plan();
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        View view = view(layer);
        return best(view, machine, PipelineTime.goal()).grid().tiles(view.layer());
    }

    private TileSearch.Found best(View view, Machine machine, MappingGoal goal) {
        int columns = machine.peArray().columns();
        var limits = new TileLimits(
                columns,
                1,
                view.code(),
                new TileLimits.SumsPlace(
                        "partial sums of a PE",
                        accumulatorEntries,
                        (patch, filters, whole) -> steps(machine, patch.positions())),
                TileLimits.SumsPlace.outputBuffer(machine));
        var loads = new HashMap<TileRange.WeightBlock, LaneLoad>();
        return TileSearch.best(
                view.layer(),
                machine,
                limits,
                goal,
                grid -> cycles(view, machine, grid, loads),
                grid -> plan(view, machine, grid));
    }

    private LayerPlan plan(View view, Machine machine, TileGrid grid) {
        var builder = new PlanBuilder(view.layer(), machine, view.code());
        PlanBuilder.WorkOfTile work = tile -> work(view, machine, tile);
        builder.addAll(
                grid.tiles(view.layer()),
                view.isBySize() ? PlanBuilder.bySize(1, 1, work) : work,
                (tile, next) -> !tile.sharesInputsWith(next));
        return builder.build(view.kernels().isPresent() ? "patterns" : "dense");
    }

    private TileWork work(View view, Machine machine, TileRange tile) {
        return view.kernels()
                .map(kernels -> kernelWork(view.layer(), kernels, machine, tile))
                .orElseGet(() -> denseWork(view.layer(), machine, tile));
    }

    /**
     * What the fullest lane does with a block.
     *
     * @param kernels for each step of positions
     * @param switches for each patch
     */
    private record LaneLoad(long kernels, long switches) {}

    private LaneLoad laneLoad(View view, Machine machine, TileRange.WeightBlock block) {
        int lanes = machine.peArray().columns();
        if (view.kernels().isEmpty()) {
            int columns = view.layer().columns(block.channelFrom(), block.channelTo());
            return new LaneLoad((long) Ceil.div(block.filters(), lanes) * Ceil.div(columns, WEIGHTS_AT_ONCE), 0);
        }
        PatternKernels kernels = view.kernels().get();
        long[] ofLane = new long[lanes];
        long[] switches = new long[lanes];
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            int filter = view.layer().filter(block.group(), f);
            ofLane[f % lanes] += kernels.kept(filter, block.channelFrom(), block.channelTo());
            switches[f % lanes] += kernels.patterns(filter, block.channelFrom(), block.channelTo());
        }
        return new LaneLoad(max(ofLane), max(switches) * switchCycles);
    }

    private static long max(long[] ofLanes) {
        return Arrays.stream(ofLanes).max().orElseThrow();
    }

    /** As if all patches were as large as the largest, in proportion to their positions. */
    private double cycles(View view, Machine machine, TileGrid grid, Map<TileRange.WeightBlock, LaneLoad> loads) {
        LayerShape shape = view.layer().shape();
        long positions =
                (long) Math.min(grid.rows(), shape.p() == 1 ? shape.n() : shape.p()) * Math.min(grid.qs(), shape.q());
        long steps = steps(machine, positions);
        double cycles = 0;
        for (TileGrid.EqualBlocks equal : grid.weightBlocks(view.layer(), view.isBySize())) {
            LaneLoad load = loads.computeIfAbsent(equal.first(), key -> laneLoad(view, machine, key));
            cycles += (double) equal.count() * (load.kernels() * steps + load.switches());
        }
        return cycles * shape.outputPositions() / positions;
    }

    private static long steps(Machine machine, long positions) {
        return Ceil.div(positions, machine.peArray().rows());
    }

    private TileWork kernelWork(KeptLayer layer, PatternKernels kernels, Machine machine, TileRange tile) {
        long steps = steps(machine, tile.positions());
        long[] laneCycles = new long[machine.peArray().columns()];
        long kept = 0;
        long switches = 0;
        for (int f = tile.filterFrom(); f < tile.filterTo(); f++) {
            int filter = layer.filter(tile.group(), f);
            int ofFilter = kernels.kept(filter, tile.channelFrom(), tile.channelTo());
            int patterns = kernels.patterns(filter, tile.channelFrom(), tile.channelTo());
            laneCycles[f % laneCycles.length] += steps * ofFilter + (long) patterns * switchCycles;
            kept += ofFilter;
            switches += patterns;
        }
        int laneMultipliers = machine.multipliers() / laneCycles.length;
        long present = layer.present(tile.weights());
        long products = kept * WEIGHTS_AT_ONCE * tile.positions();
        long useful = present * tile.positions();
        long index = products - useful + switches * switchCycles * laneMultipliers;
        int weightBits = layer.layer().weightBits();
        return new TileWork(
                laneCycles,
                SlotStack.useful(useful)
                        .lost(Cause.FRAGMENTATION, kept * steps * laneMultipliers - products)
                        .lost(Cause.INDEX, index),
                indexing(kernels, kept).then(arithmetic(machine, products, kept * tile.positions())),
                new Reads(
                        kept * WEIGHTS_AT_ONCE * weightBits,
                        kept * kernels.indexBits(),
                        products * machine.precision().activationBits()));
    }

    /** One decode a kept kernel; nothing is decoded where one channel and one pattern leave nothing to tell. */
    private static Actions indexing(PatternKernels kernels, long kept) {
        return kernels.indexBits() == 0
                ? new Actions()
                : new Actions()
                        .add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(kernels.indexBits()), kept);
    }

    private TileWork denseWork(KeptLayer layer, Machine machine, TileRange tile) {
        int columns = layer.columns(tile.channelFrom(), tile.channelTo());
        long filterSteps = Ceil.div(tile.filters(), machine.peArray().columns());
        int columnSteps = Ceil.div(columns, WEIGHTS_AT_ONCE);
        long cycles = filterSteps * steps(machine, tile.positions()) * columnSteps;
        long products = tile.positions() * tile.filters() * columns;
        long[] laneCycles = new long[machine.peArray().columns()];
        Arrays.fill(laneCycles, cycles);
        return new TileWork(
                laneCycles,
                SlotStack.useful(products).lost(Cause.FRAGMENTATION, cycles * machine.multipliers() - products),
                arithmetic(machine, products, tile.positions() * tile.filters() * columnSteps),
                new Reads(
                        (long) tile.filters() * columns * layer.layer().weightBits(),
                        0,
                        tile.positions()
                                * filterSteps
                                * columns
                                * machine.precision().activationBits()));
    }

    /** A tree sums up to four products up, and an accumulator takes the sum. */
    private Actions arithmetic(Machine machine, long products, long sums) {
        var sum = new Action.Accumulate(accumulatorEntries, machine.precision().accumulatorBits());
        return new Actions()
                .products(products, products - sums)
                .add(Component.ACCUMULATORS, DataType.PSUMS, sum, sums)
                .sumsWaitInOutputBuffer();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        KeptLayer kept = view(layer).layer();
        boolean skipsZeros = view(layer).kernels().isPresent();
        return LoopNest.convolve(
                kept,
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) -> !skipsZeros || kept.isPresent(group, filter, c, r, s));
    }
}
