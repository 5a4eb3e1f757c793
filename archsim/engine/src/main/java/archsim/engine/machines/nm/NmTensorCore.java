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
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.CutDataflow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tensor core that skips the zeros of N:M weights: {@code m / n} times the dense rate, or the dense rate.
 *
 * <p>PEs are dot products of {@code dotProductWidth} multipliers; array rows are filters, columns output positions. A
 * group of {@code m} weights of a filter is stored in {@code n} slots, each a value and its place in {@code ceil(log2 m)}
 * bits, which picks one of the {@code m} inputs that arrive together. Groups follow one another along the input channels
 * of one kernel offset, or along the filter's weights as stored, {@code [c][r][s]}: the order of the sum is the
 * compiler's choice. A layer that fits neither is run dense, as its mode says, and may be
 * stored as a bitmask; so is a structured one, in its compacted
 * shape. Inputs are dense. A slot that no weight needs holds a zero, which is multiplied like any other value but is no
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
 */
public record NmTensorCore(
        @Range(min = 1, max = 255) int n,
        @Range(min = 2, max = 256) int m,
        @Range(min = 1, max = 256) int dotProductWidth,
        Optional<Fill> fill,
        Optional<SingleWeights> singleWeights)
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
        return new NmTensorCore(n, m, dotProductWidth, Optional.empty(), Optional.empty());
    }

    public NmTensorCore {
        if (n >= m) {
            throw new IllegalArgumentException(RootLocale.format("n must be below m, was n=%d m=%d", n, m));
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
                new Part.Selector(m, machine.precision().activationBits())));
        parts.add(new ComponentParts(Component.INDEXING, multipliers, new Part.Adder(Bits.forValues(m))));
        if (expandsMasks()) {
            long places = (long) machine.peArray().rows() * dotProductWidth;
            int weightBits = machine.precision().weightBits();
            parts.add(new ComponentParts(
                    Component.INDEXING, places, new Part.Selector(Math.max(2, dotProductWidth), weightBits)));
            parts.add(new ComponentParts(Component.INDEXING, places, new Part.Adder(laneBits())));
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

    private TileSearch.Found best(KeptLayer kept, Machine machine, MappingGoal goal) {
        LayerWorkload layer = kept.layer();
        Optional<NmGroups> groups = NmGroups.of(kept, n, m);
        long window = kept.columns(0, layer.shape().channelsPerGroup());
        long slots = groups.map(NmGroups::slotsPerFilter).orElse(window);
        long filterSteps = filterSteps(kept, machine);
        long positions = layer.shape().outputPositions();
        long positionSteps = Ceil.div(positions, machine.peArray().columns());
        long blocks = Math.multiplyExact(positionSteps, filterSteps);
        long steps = Ceil.div(slots, dotProductWidth);
        long busy = Math.multiplyExact(blocks, steps);
        long filling = fillCycles(blocks, steps, machine);
        long cycles = Math.addExact(busy, filling);
        long places = kept.allFilters() * window;
        boolean expanded = isExpanded(layer, groups);
        long present = groups.isPresent() || expanded ? layer.weights().count() : places;
        long useful = (groups.isPresent() ? present : places) * positions;
        long products = kept.allFilters() * slots * positions;
        long slotReads = kept.allFilters() * slots * positionSteps;
        long weightReads = expanded ? present * positionSteps : slotReads;
        var last = new Actions()
                .sumsWaitInOutputBuffer()
                .reads(DataType.WEIGHTS, weightReads * layer.weightBits())
                .reads(
                        DataType.INPUTS,
                        positions * window * filterSteps * machine.precision().activationBits());
        groups.ifPresent(found -> last.reads(DataType.INDICES, slotReads * found.placeBits())
                .add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(found.placeBits()), products)
                .add(
                        Component.INDEXING,
                        DataType.INPUTS,
                        new Action.SelectWord(m, machine.precision().activationBits()),
                        products));
        if (expanded) {
            last.reads(DataType.INDICES, slotReads)
                    .add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(laneBits()), slotReads)
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
        return TileSearch.best(kept, machine, limits(layer, machine, groups), goal, grid -> cycles, grid -> {
            var builder = new PlanBuilder(kept, machine, code(layer, groups));
            builder.addLayer(grid.tiles(kept), work);
            return builder.build(groups.map(NmGroups::title).orElse(expanded ? "dense, stored as bitmask" : "dense"));
        });
    }

    private boolean isExpanded(LayerWorkload layer, Optional<NmGroups> groups) {
        return expandsMasks()
                && groups.isEmpty()
                && !layer.scheme().isStructured()
                && layer.weights().count() < layer.weights().size();
    }

    /** Cycles beyond the steps of {@code blocks}, at least one. */
    private long fillCycles(long blocks, long steps, Machine machine) {
        int rows = machine.peArray().rows();
        long ofBlock = rows + (rows + machine.peArray().columns() - 2L) + 1;
        return switch (fill.orElse(Fill.NONE)) {
            case NONE -> 0;
            case EACH_BLOCK -> Math.multiplyExact(blocks, ofBlock);
            case ONCE -> Math.addExact(Math.multiplyExact(blocks - 1, Math.max(0, rows - steps)), ofBlock);
        };
    }

    private static long filterSteps(KeptLayer layer, Machine machine) {
        long steps = 0;
        for (int group = 0; group < layer.shape().groups(); group++) {
            steps += Ceil.div(layer.filters(group), machine.peArray().rows());
        }
        return steps;
    }

    private WeightCode code(LayerWorkload layer, Optional<NmGroups> groups) {
        int bits = layer.weightBits();
        return groups.map(found -> found.code(bits))
                .orElseGet(() -> isExpanded(layer, groups) ? WeightCode.bitmask(bits) : WeightCode.dense(bits));
    }

    /** Of a bitmask: as much as a block takes whose weights are all there. */
    private static WeightCode room(int weightBits) {
        return WeightCode.ofExtent(
                weightBits, (present, positions, block) -> positions * (weightBits + 1L) - present * weightBits);
    }

    private TileLimits limits(LayerWorkload layer, Machine machine, Optional<NmGroups> groups) {
        return new TileLimits(
                machine.peArray().rows(),
                Math.multiplyExact(m, dotProductWidth),
                groups.map(NmGroups::channelUnit).orElse(1),
                isExpanded(layer, groups) ? room(layer.weightBits()) : code(layer, groups),
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
        Optional<NmGroups> groups = NmGroups.of(kept, n, m);
        return LoopNest.convolve(
                kept,
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) -> groups.isEmpty() || kept.isPresent(group, filter, c, r, s));
    }
}
