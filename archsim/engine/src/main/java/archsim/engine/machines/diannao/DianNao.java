package archsim.engine.machines.diannao;

import archsim.base.Ceil;
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
import java.util.List;

/**
 * DianNao: each cycle multiplies Ti inputs of one kernel offset with the weights of Tn filters.
 *
 * <p>The PE array has Tn rows and Ti columns. Zeros are multiplied like anything else. A structured layer runs in its
 * compacted shape: at each kernel offset only the channels kept there are read, all filters sharing them.
 *
 * <p>Source: T. Chen et al., "DianNao", ASPLOS 2014, the tiled loops of its section on convolutional layers.
 */
public record DianNao() implements CutDataflow {

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(layer), machine, goal).plan();
    }

    private static TileSearch.Found best(KeptLayer layer, Machine machine, MappingGoal goal) {
        var limits = new TileLimits(
                machine.peArray().rows(),
                machine.peArray().columns(),
                WeightCode.dense(layer.layer().weightBits()),
                TileLimits.SumsPlace.outputBuffer(machine));
        return TileSearch.best(
                layer,
                machine,
                limits,
                goal,
                TileSearch.CutCycles.byWeights(grid -> cycles(layer, machine, grid)),
                grid -> plan(layer, machine, limits.weightCode(), grid));
    }

    private static LayerPlan plan(KeptLayer layer, Machine machine, WeightCode code, TileGrid grid) {
        var builder = new PlanBuilder(layer, machine, code);
        PlanBuilder.WorkOfTile work = tile -> work(layer, machine, tile);
        builder.addAll(
                grid.tiles(layer), layer.keepsAll() ? PlanBuilder.bySize(1, 1, work) : work, (tile, next) -> true);
        return builder.build("");
    }

    private static double cycles(KeptLayer layer, Machine machine, TileGrid grid) {
        var everywhere = new Patch(
                0, layer.shape().n() * layer.shape().p(), 0, layer.shape().q());
        double cycles = 0;
        for (TileGrid.EqualBlocks equal : grid.weightBlocks(layer, layer.keepsAll())) {
            var tile = TileRange.of(equal.first(), everywhere, true);
            long ofTile = Math.max(
                    cycles(layer, machine, tile), reads(layer, machine, tile).cycles(machine));
            cycles += (double) ofTile * equal.count();
        }
        return cycles;
    }

    private static long filterSteps(Machine machine, TileRange tile) {
        return Ceil.div(tile.filters(), machine.peArray().rows());
    }

    private static long cycles(KeptLayer layer, Machine machine, TileRange tile) {
        return tile.positions()
                * filterSteps(machine, tile)
                * inputSteps(layer, machine.peArray().columns(), tile.channelFrom(), tile.channelTo());
    }

    private static long products(KeptLayer layer, TileRange tile) {
        return tile.positions() * tile.filters() * layer.columns(tile.channelFrom(), tile.channelTo());
    }

    private static Reads reads(KeptLayer layer, Machine machine, TileRange tile) {
        return new Reads(
                products(layer, tile) * layer.layer().weightBits(),
                0,
                tile.positions()
                        * filterSteps(machine, tile)
                        * layer.columns(tile.channelFrom(), tile.channelTo())
                        * machine.precision().activationBits());
    }

    private static TileWork work(KeptLayer layer, Machine machine, TileRange tile) {
        long cycles = cycles(layer, machine, tile);
        long products = products(layer, tile);
        return new TileWork(
                new long[] {cycles},
                SlotStack.useful(products).lost(Cause.FRAGMENTATION, cycles * machine.multipliers() - products),
                new Actions().products(products, products).sumsWaitInOutputBuffer(),
                reads(layer, machine, tile));
    }

    /** Cycles in which the inputs of one output position pass, {@code sum over offsets of ceil(channels / Ti)}. */
    private static long inputSteps(KeptLayer layer, int inputsPerCycle, int channelFrom, int channelTo) {
        if (layer.keepsAll()) {
            return (long) layer.shape().r() * layer.shape().s() * Ceil.div(channelTo - channelFrom, inputsPerCycle);
        }
        long steps = 0;
        for (int r = 0; r < layer.shape().r(); r++) {
            for (int s = 0; s < layer.shape().s(); s++) {
                int channels = 0;
                for (int c = channelFrom; c < channelTo; c++) {
                    channels += layer.keepsColumn(c, r, s) ? 1 : 0;
                }
                steps += Ceil.div(channels, inputsPerCycle);
            }
        }
        return steps;
    }

    /** The tiles of a layer, in order. */
    static List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        return best(kept, machine, PipelineTime.goal()).grid().tiles(kept);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        return LoopNest.convolve(kept, values, tiles(layer, machine), (group, filter, c, r, s, product) -> true);
    }
}
