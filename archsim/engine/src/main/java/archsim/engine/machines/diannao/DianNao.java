package archsim.engine.machines.diannao;

import archsim.base.Ceil;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.TileWork;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerWorkload;

/**
 * DianNao: each cycle multiplies Ti inputs of one kernel offset with the weights of Tn filters.
 *
 * <p>The PE array has Tn rows and Ti columns. Zeros are multiplied like anything else. A structured layer runs in its
 * compacted shape: at each kernel offset only the channels kept there are read, all filters sharing them.
 *
 * <p>Source: T. Chen et al., "DianNao", ASPLOS 2014, the tiled loops of its section on convolutional layers.
 */
public record DianNao() implements Dataflow {

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        WeightCode code = WeightCode.dense(layer.weightBits());
        var builder = new PlanBuilder(kept, machine, code);
        builder.addAll(grid(kept, machine, code).tiles(kept), tile -> work(kept, machine, tile), (tile, next) -> true);
        return builder.build("");
    }

    private static TileGrid grid(KeptLayer layer, Machine machine, WeightCode code) {
        return TileSearch.best(
                layer,
                machine,
                new TileLimits(
                        machine.peArray().rows(),
                        machine.peArray().columns(),
                        code,
                        TileLimits.OutputsFit.inBuffer(machine)));
    }

    private static TileWork work(KeptLayer layer, Machine machine, TileRange tile) {
        long positions = tile.positions();
        long filterSteps = Ceil.div(tile.filters(), machine.peArray().rows());
        int columns = layer.columns(tile.channelFrom(), tile.channelTo());
        long cycles =
                positions * filterSteps * inputSteps(layer, machine.peArray().columns(), tile);
        long products = positions * tile.filters() * columns;
        return new TileWork(
                new long[] {cycles},
                SlotStack.useful(products).lost(Cause.FRAGMENTATION, cycles * machine.multipliers() - products),
                new Actions().products(products, products).sumsWaitInOutputBuffer(),
                new Reads(
                        products * layer.layer().weightBits(),
                        0,
                        positions * filterSteps * columns * machine.precision().activationBits()));
    }

    /** Cycles in which the inputs of one output position pass, {@code sum over offsets of ceil(channels / Ti)}. */
    private static long inputSteps(KeptLayer layer, int inputsPerCycle, TileRange tile) {
        long steps = 0;
        for (int r = 0; r < layer.shape().r(); r++) {
            for (int s = 0; s < layer.shape().s(); s++) {
                int channels = 0;
                for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
                    channels += layer.keepsColumn(c, r, s) ? 1 : 0;
                }
                steps += Ceil.div(channels, inputsPerCycle);
            }
        }
        return steps;
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        TileGrid grid = grid(kept, machine, WeightCode.dense(layer.weightBits()));
        return LoopNest.convolve(kept, values, grid.tiles(kept), (group, filter, c, r, s, product) -> true);
    }
}
