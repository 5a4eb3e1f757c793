package archsim.engine.machines.cambriconx;

import archsim.base.Bits;
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
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.TileWork;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.List;

/**
 * Cambricon-X: PEs skip zero weights on their own, each summing up its filters' outputs.
 *
 * <p>The PE array has one PE a row and its multipliers in the columns. Filter {@code f} of a group belongs to PE {@code f
 * mod rows}. For each output, a PE passes over the filter's weights in windows of inputs ({@code [c][r][s]} order,
 * counted from the filter's first weight); a window takes {@code max(1, ceil(present / columns))} cycles, so an empty
 * one still costs a look. PEs wait for each other only when the inputs in the buffer change. Inputs are dense. Weights
 * carry step indices wide enough for a window, so there are no filler zeros. A layer that is not pruned, or in whole
 * filters and columns, carries none: all steps would be one, and every kept weight is multiplied. Where the input buffer
 * cannot hold a whole filter's inputs, a window that the cut divides is passed over in both tiles.
 *
 * <p>Source: S. Zhang et al., "Cambricon-X", MICRO 2016; the window and its rounding are our reading.
 *
 * @param windowInputs inputs among which one selection is made
 */
public record CambriconX(@Range(min = 1, max = 65536) int windowInputs) implements CutDataflow {

    /** Each multiplier takes one of the inputs of the window, where a sum of steps says. */
    @Override
    public List<ComponentParts> components(Machine machine) {
        int multipliers = machine.multipliers();
        return List.of(
                new ComponentParts(
                        Component.INDEXING,
                        multipliers,
                        new Part.Selector(windowInputs, machine.precision().activationBits())),
                new ComponentParts(Component.INDEXING, multipliers, new Part.Adder(indexBits())));
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(layer), machine, goal).plan();
    }

    private TileSearch.Found best(KeptLayer layer, Machine machine, MappingGoal goal) {
        int offsets = layer.shape().r() * layer.shape().s();
        var limits = new TileLimits(
                machine.peArray().rows(),
                Math.max(1, windowInputs / offsets),
                code(layer.layer()),
                TileLimits.SumsPlace.outputBuffer(machine));
        WindowCosts costs = costs(layer, machine);
        return TileSearch.best(
                layer,
                machine,
                limits,
                goal,
                TileSearch.CutCycles.byWeights(grid -> cycles(layer, machine, grid, costs)),
                grid -> plan(layer, machine, grid, costs));
    }

    private WindowCosts costs(KeptLayer layer, Machine machine) {
        return new WindowCosts(
                layer,
                isDense(layer.layer()),
                windowInputs,
                machine.peArray().rows(),
                machine.peArray().columns());
    }

    private LayerPlan plan(KeptLayer layer, Machine machine, TileGrid grid, WindowCosts costs) {
        var builder = new PlanBuilder(layer, machine, code(layer.layer()));
        PlanBuilder.WorkOfTile work = tile -> work(layer, machine, tile, costs.of(tile.weights()));
        builder.addAll(
                grid.tiles(layer),
                layer.isUniform() ? PlanBuilder.bySize(machine.peArray().rows(), windowInputs, work) : work,
                (tile, next) -> !tile.sharesInputsWith(next));
        return builder.build(isDense(layer.layer()) ? "dense" : "step indices");
    }

    /** PEs wait for each other after each block, or after all filters of the same inputs. */
    private double cycles(KeptLayer layer, Machine machine, TileGrid grid, WindowCosts costs) {
        boolean waitsOnce =
                grid.patchesOutermost() && grid.channels() >= layer.shape().channelsPerGroup();
        if (layer.isUniform()) {
            return cyclesOfUniform(layer, machine, grid, costs, waitsOnce);
        }
        long cycles = 0;
        long ports = 0;
        long[] pes = new long[machine.peArray().rows()];
        int group = 0;
        for (TileRange.WeightBlock block : grid.weightBlocks(layer)) {
            if (!waitsOnce || block.group() > group) {
                cycles += slowest(pes);
                Arrays.fill(pes, 0);
                group = block.group();
            }
            WindowCosts.Cost cost = costs.of(block);
            cost.addTo(pes);
            ports += reads(layer, machine, TileRange.of(block, new Patch(0, 1, 0, 1), true), cost)
                    .cycles(machine);
        }
        cycles += slowest(pes);
        return (double) Math.max(cycles, ports) * layer.shape().outputPositions();
    }

    private static long slowest(long[] pes) {
        long slowest = 0;
        for (long pe : pes) {
            slowest = Math.max(slowest, pe);
        }
        return slowest;
    }

    /** The same where every filter takes as long at the same channels: windows of a block begin where its channels do. */
    private double cyclesOfUniform(
            KeptLayer layer, Machine machine, TileGrid grid, WindowCosts costs, boolean waitsOnce) {
        int pes = machine.peArray().rows();
        int channels = layer.shape().channelsPerGroup();
        long ports = 0;
        for (TileGrid.EqualBlocks equal : grid.weightBlocks(layer, true)) {
            TileRange.WeightBlock block = equal.first();
            WindowCosts.Cost cost = costs.of(block);
            ports += equal.count()
                    * reads(layer, machine, TileRange.of(block, new Patch(0, 1, 0, 1), true), cost)
                            .cycles(machine);
        }
        long ofFilter = 0;
        for (int from = 0; from < channels; from += grid.channels()) {
            ofFilter += costs.ofDenseFilter(from, Math.min(channels, from + grid.channels()));
        }
        long rounds = 0;
        int step = waitsOnce ? layer.filters(0) : grid.filters();
        for (int from = 0; from < layer.filters(0); from += step) {
            rounds += Ceil.div(Math.min(step, layer.filters(0) - from), pes);
        }
        long cycles = layer.shape().groups() * rounds * ofFilter;
        return (double) Math.max(cycles, ports) * layer.shape().outputPositions();
    }

    private static boolean isDense(LayerWorkload layer) {
        return layer.scheme() == Scheme.DENSE || layer.scheme().isStructured();
    }

    private WeightCode code(LayerWorkload layer) {
        return isDense(layer)
                ? WeightCode.dense(layer.weightBits())
                : WeightCode.indexed(layer.weightBits(), indexBits());
    }

    /** Width of a step index: any distance within a window. */
    private int indexBits() {
        return Math.max(1, Bits.forValues(windowInputs));
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        return best(kept, machine, PipelineTime.goal()).grid().tiles(kept);
    }

    private TileWork work(KeptLayer layer, Machine machine, TileRange tile, WindowCosts.Cost cost) {
        long positions = tile.positions();
        int lanes = machine.peArray().columns();
        long products = positions * cost.present();
        long indexSlots = positions * cost.emptyWindows() * lanes;
        long slots = positions * cost.cycles() * lanes;
        long decoded = isDense(layer.layer()) ? 0 : products;
        var actions = new Actions()
                .products(products, products)
                .add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(indexBits()), decoded)
                .add(
                        Component.INDEXING,
                        DataType.INPUTS,
                        new Action.SelectWord(windowInputs, machine.precision().activationBits()),
                        decoded)
                .sumsWaitInOutputBuffer();
        long[] peCycles = cost.ofPes().map(cycles -> cycles * positions).toArray();
        return new TileWork(
                peCycles,
                SlotStack.useful(products)
                        .lost(Cause.FRAGMENTATION, slots - products - indexSlots)
                        .lost(Cause.INDEX, indexSlots),
                actions,
                reads(layer, machine, tile, cost));
    }

    private Reads reads(KeptLayer layer, Machine machine, TileRange tile, WindowCosts.Cost cost) {
        long products = tile.positions() * cost.present();
        return new Reads(
                products * layer.layer().weightBits(),
                isDense(layer.layer()) ? 0 : products * indexBits(),
                tile.positions()
                        * layer.columns(tile.channelFrom(), tile.channelTo())
                        * machine.precision().activationBits());
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        return LoopNest.convolve(
                kept,
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) -> isDense(layer) || kept.isPresent(group, filter, c, r, s));
    }
}
