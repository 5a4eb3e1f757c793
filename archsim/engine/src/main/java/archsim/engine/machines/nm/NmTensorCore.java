package archsim.engine.machines.nm;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.base.RootLocale;
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
import archsim.engine.plan.ZeroInputs;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.CutDataflow;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LayerWork;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * A tensor core that skips the zeros of N:M weights: {@code m / n} times the dense rate, or the dense rate.
 *
 * <p>PEs are dot products of {@code dotProductWidth} multipliers; array rows are filters, columns output positions. A
 * group of {@code m} weights of a filter is stored in {@code n} slots, each a value and its place in {@code ceil(log2 m)}
 * bits, which picks one of the {@code m} inputs that arrive together. Groups follow one another along the input channels
 * of one kernel offset, or along the filter's weights as stored, {@code [c][r][s]}: the order of the sum is the
 * compiler's choice. A layer that fits neither is run dense, as its mode says, and may be
 * stored as a bitmask; so is a structured one, in its compacted
 * shape. Inputs are dense.
 *
 * <p>A machine that gathers runs a layer pruned in blocks on the columns that each row of blocks keeps, one row of blocks
 * after the other, where that takes fewer steps: inputs are picked on the way from the buffer, once for all filters, and
 * only they take steps; {@code n} of {@code m} weights are skipped among them. Array rows that a row of blocks does not fill
 * are idle.
 *
 * <p>A slot that no weight needs holds a zero, which is multiplied like any other value but is no
 * useful product.
 *
 * <p>Source: A. Mishra et al., "Accelerating Sparse Deep Neural Networks", 2021 (2:4 at twice the dense rate); the array
 * is ours.
 *
 * <p>A block of {@code R} filters at {@code C} positions takes its steps and, in an array of registers, {@code R} cycles to
 * load, {@code R + C - 2} of skew and one at the output, as georgia-tech-synergy-lab/SparseAccelerator-RTL be617e5 does: 11
 * cycles on 4 x 4 PEs.
 *
 * @param n slots of a group
 * @param m weights of a group
 * @param dotProductWidth multipliers of a PE
 * @param fill which blocks pay for loading, skew and output; {@link Fill#NONE} if absent
 * @param singleWeights how a layer is stored that is pruned but fits no groups; {@link SingleWeights#DENSE} if absent
 * @param gather blocks of columns among which those that stay are picked, of a layer pruned in blocks; columns are not picked if absent
 * @param skips whose zeros the array skips; {@link Skips#WEIGHTS} if absent
 */
public record NmTensorCore(
        @Range(min = 1, max = 255) int n,
        @Range(min = 2, max = 256) int m,
        @Range(min = 1, max = 256) int dotProductWidth,
        Optional<Fill> fill,
        Optional<SingleWeights> singleWeights,
        @Range(min = 2, max = 1024) OptionalInt gather,
        Optional<Skips> skips)
        implements CutDataflow {

    /** How single weights that are pruned anywhere are stored; they are multiplied like a dense layer's either way. */
    public enum SingleWeights {
        /** With their zeros. */
        DENSE,
        /**
         * Those that are there and a bit for each weight, in DRAM and in the weight buffer, which has room for all of a block; zeros come back on
         * the way to the array.
         */
        BITMASK
    }

    /** The operand that comes in groups. */
    public enum Skips {
        /** Each weight picks one of the {@code m} inputs that arrive together. */
        WEIGHTS,
        /**
         * Each input picks one of {@code m} weights, of inputs of which at each position {@code n} of each {@code m} channels are
         * there. They lie in memory and in the buffer with their zeros, which are left out on the way to the array.
         */
        INPUTS
    }

    /** Which blocks of outputs pay for filling and draining the array. */
    public enum Fill {
        /** No block: operands are broadcast and sums leave in no time. */
        NONE,
        /** Each block. */
        EACH_BLOCK,
        /** The first block is filled and the last drained; between them a block takes no less than loading the next. */
        ONCE
    }

    /** A core without fill. */
    public static NmTensorCore withoutFill(int n, int m, int dotProductWidth) {
        return new NmTensorCore(
                n, m, dotProductWidth, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public NmTensorCore {
        if (n >= m) {
            throw new IllegalArgumentException(RootLocale.format("n must be below m, was n=%d m=%d", n, m));
        }
        if (gather.isPresent() && skips.orElse(Skips.WEIGHTS) == Skips.INPUTS) {
            throw new IllegalArgumentException("gather must be left out where inputs are skipped");
        }
    }

    @Override
    public int multipliersPerPe() {
        return dotProductWidth;
    }

    /** Each multiplier takes one of the inputs of a group, and where masks are expanded one of the weights of a step. */
    @Override
    public List<ComponentParts> components(Machine machine) {
        int multipliers = machine.multipliers();
        var parts = new ArrayList<ComponentParts>();
        parts.add(new ComponentParts(
                Component.INDEXING,
                multipliers,
                new Part.Selector(
                        m,
                        skipsInputs()
                                ? machine.precision().weightBits()
                                : machine.precision().activationBits())));
        parts.add(new ComponentParts(Component.INDEXING, multipliers, new Part.Adder(Bits.forValues(m))));
        if (expandsMasks()) {
            long places = (long) machine.peArray().rows() * dotProductWidth;
            int weightBits = machine.precision().weightBits();
            parts.add(new ComponentParts(
                    Component.INDEXING, places, new Part.Selector(Math.max(2, dotProductWidth), weightBits)));
            parts.add(new ComponentParts(Component.INDEXING, places, new Part.Adder(laneBits())));
        }
        if (gather.isPresent()) {
            long inputs = Ceil.div((long) dotProductWidth * m, n);
            parts.add(new ComponentParts(
                    Component.INDEXING,
                    inputs * machine.peArray().columns(),
                    new Part.Selector(gather.getAsInt(), machine.precision().activationBits())));
            parts.add(
                    new ComponentParts(Component.INDEXING, inputs, new Part.Adder(Bits.forValues(gather.getAsInt()))));
        }
        return List.copyOf(parts);
    }

    private boolean expandsMasks() {
        return singleWeights.filter(SingleWeights.BITMASK::equals).isPresent();
    }

    /** Bits that tell a multiplier of a PE. */
    private int laneBits() {
        return Math.max(1, Bits.forValues(dotProductWidth));
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(layer), machine, goal).plan();
    }

    /** How a layer is stored and run: at most one of both, or dense. */
    private record Way(Optional<NmGroups> groups, Optional<GatheredBlocks> gathered, Optional<NmInputs> inputs) {

        private boolean isSparse() {
            return groups.isPresent() || gathered.isPresent();
        }

        private boolean picksInputs() {
            return groups.isPresent() || gathered.filter(GatheredBlocks::ranked).isPresent();
        }
    }

    private boolean skipsInputs() {
        return skips.orElse(Skips.WEIGHTS) == Skips.INPUTS;
    }

    @Override
    public ZeroInputs zeroInputs() {
        return skipsInputs() ? ZeroInputs.SKIPPED : ZeroInputs.MULTIPLIED;
    }

    private Way way(KeptLayer kept, Machine machine) {
        if (skipsInputs()) {
            return new Way(Optional.empty(), Optional.empty(), NmInputs.of(kept.layer(), n, m));
        }
        var ungathered = new Way(NmGroups.of(kept, n, m), Optional.empty(), Optional.empty());
        long otherSteps = steps(List.of(ungathered(kept, machine, ungathered)));
        Optional<GatheredBlocks> gathered = GatheredBlocks.of(kept.layer(), gather, n, m)
                .filter(found -> steps(found.rows(machine.peArray().rows())) < otherSteps);
        return gathered.isPresent() ? new Way(Optional.empty(), gathered, Optional.empty()) : ungathered;
    }

    /** All filters, which run alike. */
    private static FilterRows ungathered(KeptLayer kept, Machine machine, Way way) {
        long window = kept.columns(0, kept.shape().channelsPerGroup());
        return new FilterRows(
                kept.allFilters(),
                filterSteps(kept, machine),
                way.groups()
                        .map(NmGroups::slotsPerFilter)
                        .or(() -> way.inputs().map(NmInputs::slotsPerFilter))
                        .orElse(window),
                window);
    }

    private long steps(List<FilterRows> rows) {
        return sum(rows, each -> Math.multiplyExact(each.filterSteps(), each.steps(dotProductWidth)));
    }

    private TileSearch.Found best(KeptLayer kept, Machine machine, MappingGoal goal) {
        LayerWorkload layer = kept.layer();
        Way way = way(kept, machine);
        long window = kept.columns(0, layer.shape().channelsPerGroup());
        long places = kept.allFilters() * window;
        List<FilterRows> rows = way.gathered()
                .map(found -> found.rows(machine.peArray().rows()))
                .orElseGet(() -> List.of(ungathered(kept, machine, way)));
        long positions = layer.shape().outputPositions();
        long positionSteps = Ceil.div(positions, machine.peArray().columns());
        long busy = Math.multiplyExact(positionSteps, steps(rows));
        long filling = fillCycles(positionSteps, rows, machine);
        long cycles = Math.addExact(busy, filling);
        boolean expanded = isExpanded(layer, way);
        long present = way.isSparse() || expanded ? layer.weights().count() : places;
        long useful =
                way.inputs().isPresent() ? EffectualMacs.count(layer) : (way.isSparse() ? present : places) * positions;
        long slots = sum(rows, each -> each.filters() * each.slots());
        long products = slots * positions;
        long inputReads = positions * sum(rows, each -> each.filterSteps() * each.columns());
        long weightReads = (expanded ? present : way.inputs().isPresent() ? places : slots) * positionSteps;
        int activationBits = machine.precision().activationBits();
        var last = new Actions()
                .sumsWaitInOutputBuffer()
                .reads(DataType.WEIGHTS, weightReads * layer.weightBits())
                .reads(DataType.INPUTS, inputReads * activationBits);
        int arrayRows = machine.peArray().rows();
        int placeBits = way.picksInputs() ? Bits.forValues(m) : expanded ? 1 : 0;
        long blockBits =
                way.gathered().map(found -> found.blockBitReads(arrayRows)).orElse(0L);
        if (placeBits + blockBits > 0) {
            last.reads(DataType.INDICES, (slots * placeBits + blockBits) * positionSteps);
        }
        if (way.picksInputs()) {
            last.add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(placeBits), products)
                    .add(Component.INDEXING, DataType.INPUTS, new Action.SelectWord(m, activationBits), products);
        }
        if (way.inputs().isPresent()) {
            last.add(Component.INDEXING, DataType.INPUTS, new Action.IndexDecode(Bits.forValues(m)), products)
                    .add(
                            Component.INDEXING,
                            DataType.WEIGHTS,
                            new Action.SelectWord(m, machine.precision().weightBits()),
                            products);
        }
        if (way.gathered().isPresent()) {
            GatheredBlocks found = way.gathered().get();
            last.add(
                    Component.INDEXING,
                    DataType.INDICES,
                    new Action.IndexDecode(found.blockBits()),
                    found.blockReads(arrayRows) * positionSteps);
            if (found.choices() > 1) {
                var pick = new Action.SelectWord(found.choices(), activationBits);
                last.add(Component.INDEXING, DataType.INPUTS, pick, inputReads);
            }
        }
        if (expanded) {
            last.add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(laneBits()), slots * positionSteps)
                    .add(
                            Component.INDEXING,
                            DataType.WEIGHTS,
                            new Action.SelectWord(Math.max(2, dotProductWidth), layer.weightBits()),
                            weightReads);
        }
        var work = new LayerWork(
                cycles,
                SlotStack.useful(useful)
                        .lost(Cause.FRAGMENTATION, busy * machine.multipliers() - useful)
                        .lost(Cause.FILL, Math.multiplyExact(filling, machine.multipliers())),
                new Actions().products(products, products),
                last);
        return TileSearch.best(kept, machine, limits(layer, machine, way), goal, grid -> cycles, grid -> {
            var builder = new PlanBuilder(kept, machine, code(layer, way));
            builder.addLayer(grid.tiles(kept), work);
            return builder.build(mode(layer, way));
        });
    }

    private static long sum(List<FilterRows> rows, ToLongFunction<FilterRows> of) {
        return rows.stream().mapToLong(of).sum();
    }

    private String mode(LayerWorkload layer, Way way) {
        Optional<String> sparse = way.gathered()
                .map(GatheredBlocks::title)
                .or(() -> way.groups().map(NmGroups::title))
                .or(() -> way.inputs().map(NmInputs::title));
        String dense = isExpanded(layer, way) ? "dense, stored as bitmask" : "dense";
        return sparse.orElseGet(() -> layer.pattern()
                .filter(pattern -> layer.scheme() == Scheme.BLOCK)
                .map(pattern -> dense + ", " + pattern + " not skipped")
                .orElse(dense));
    }

    private boolean isExpanded(LayerWorkload layer, Way way) {
        return expandsMasks()
                && !way.isSparse()
                && !layer.scheme().isStructured()
                && layer.weights().count() < layer.weights().size();
    }

    /** Cycles beyond the steps of all blocks of outputs. */
    private long fillCycles(long positionSteps, List<FilterRows> rows, Machine machine) {
        int arrayRows = machine.peArray().rows();
        long ofBlock = arrayRows + (arrayRows + machine.peArray().columns() - 2L) + 1;
        long blocks = Math.multiplyExact(positionSteps, sum(rows, FilterRows::filterSteps));
        ToLongFunction<FilterRows> waits = each -> Math.max(0, arrayRows - each.steps(dotProductWidth));
        return switch (fill.orElse(Fill.NONE)) {
            case NONE -> 0;
            case EACH_BLOCK -> Math.multiplyExact(blocks, ofBlock);
            case ONCE ->
                Math.multiplyExact(
                                positionSteps,
                                sum(rows, each -> Math.multiplyExact(each.filterSteps(), waits.applyAsLong(each))))
                        - waits.applyAsLong(rows.get(0))
                        + ofBlock;
        };
    }

    private static long filterSteps(KeptLayer layer, Machine machine) {
        long steps = 0;
        for (int group = 0; group < layer.shape().groups(); group++) {
            steps += Ceil.div(layer.filters(group), machine.peArray().rows());
        }
        return steps;
    }

    private WeightCode code(LayerWorkload layer, Way way) {
        int bits = layer.weightBits();
        return way.gathered()
                .map(found -> found.code(bits))
                .or(() -> way.groups().map(found -> found.code(bits)))
                .orElseGet(() -> isExpanded(layer, way) ? WeightCode.bitmask(bits) : WeightCode.dense(bits));
    }

    /** Of a bitmask: as much as a block takes whose weights are all there. */
    private static WeightCode room(int weightBits) {
        return WeightCode.ofExtent(
                weightBits, (present, positions, block) -> positions * (weightBits + 1L) - present * weightBits);
    }

    private TileLimits limits(LayerWorkload layer, Machine machine, Way way) {
        int bits = layer.weightBits();
        int rows = machine.peArray().rows();
        return new TileLimits(
                way.gathered()
                        .map(found -> Math.max(rows, found.grid().pattern().rows()))
                        .orElse(rows),
                Math.multiplyExact(m, dotProductWidth),
                way.gathered()
                        .map(GatheredBlocks::channelUnit)
                        .or(() -> way.groups().map(NmGroups::channelUnit))
                        .orElse(1),
                isExpanded(layer, way)
                        ? room(bits)
                        : way.gathered().map(found -> found.room(bits)).orElseGet(() -> code(layer, way)),
                List.of(TileLimits.SumsPlace.outputBuffer(machine)));
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        return best(kept, machine, PipelineTime.goal()).grid().tiles(kept);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        Way way = way(kept, machine);
        return LoopNest.convolve(
                kept,
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) -> !way.isSparse() || kept.isPresent(group, filter, c, r, s));
    }
}
