package org.example.cnvlutin;

import archsim.base.Ceil;
import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.DataType;
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

/**
 * Lanes that skip zero inputs on their own and wait for each other after each output position.
 *
 * <p>Rows of the PE array are filters, columns are lanes: lane {@code l} takes the channels {@code c mod columns = l}.
 * A position costs the non-zero inputs of its busiest lane, at least one cycle, once for each step of filters. Weights
 * are dense. Each input that is taken carries its offset.
 *
 * <p>After J. Albericio et al., "Cnvlutin", ISCA 2016; the interleaving of channels over lanes is a simplification.
 *
 * @param offsetBits bits of an input's offset
 * @param queueEntries inputs that a lane's queue holds
 */
public record Cnvlutin(@Range(min = 1, max = 16) int offsetBits, @Range(min = 1, max = 4096) int queueEntries)
        implements CutDataflow {

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.SKIPPED;
    }

    @Override
    public LayerPlan plan(LayerWorkload workload, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(workload), machine, goal).plan();
    }

    private TileSearch.Found best(KeptLayer layer, Machine machine, MappingGoal goal) {
        var limits = new TileLimits(
                machine.peArray().rows(),
                machine.peArray().columns(),
                WeightCode.dense(layer.layer().weightBits()),
                TileLimits.SumsPlace.outputBuffer(machine));
        return TileSearch.best(
                layer, machine, limits, goal, grid -> cycles(layer, machine, grid), grid -> plan(layer, machine, grid));
    }

    /** By the share of inputs that are there; the plans of the best few cuts are exact. */
    private static double cycles(KeptLayer layer, Machine machine, TileGrid grid) {
        LayerShape shape = layer.shape();
        double steps = 0;
        for (TileRange.WeightBlock block : grid.weightBlocks(layer)) {
            steps += (double) Ceil.div(block.filters(), machine.peArray().rows())
                    * Ceil.div(block.channelTo() - block.channelFrom(), machine.peArray().columns());
        }
        double density = (double) layer.layer().inputs().count() / shape.inputs();
        return Math.max(1, steps * shape.r() * shape.s() * density) * shape.outputPositions();
    }

    private LayerPlan plan(KeptLayer layer, Machine machine, TileGrid grid) {
        var builder = new PlanBuilder(layer, machine, WeightCode.dense(layer.layer().weightBits()));
        builder.addAll(grid.tiles(layer), tile -> work(layer, machine, tile), (tile, next) -> true);
        return builder.build("");
    }

    private TileWork work(KeptLayer layer, Machine machine, TileRange tile) {
        int lanes = machine.peArray().columns();
        long[] sums = new long[2];
        LoopNest.overOutputs(layer.shape(), tile, (n, p, q) -> {
            long[] taken = new long[lanes];
            LoopNest.overColumns(
                    layer, tile, (c, r, s) -> taken[c % lanes] += isPresent(layer, tile, n, c, r, s, p, q) ? 1 : 0);
            long slowest = 1;
            for (long inputs : taken) {
                slowest = Math.max(slowest, inputs);
                sums[1] += inputs;
            }
            sums[0] += slowest;
        });
        long filterSteps = Ceil.div(tile.filters(), machine.peArray().rows());
        long cycles = sums[0] * filterSteps;
        long products = sums[1] * tile.filters();
        long idleRows = (machine.peArray().rows() * filterSteps - tile.filters()) * sums[0] * lanes;
        long taken = sums[1] * filterSteps;
        int inputBits = machine.precision().activationBits() + offsetBits;
        var push = new Action.FifoAccess(queueEntries, inputBits, true);
        var pop = new Action.FifoAccess(queueEntries, inputBits, false);
        return new TileWork(
                new long[] {cycles},
                SlotStack.useful(products)
                        .lost(Cause.FRAGMENTATION, idleRows)
                        .lost(Cause.IMBALANCE, cycles * machine.multipliers() - idleRows - products),
                new Actions()
                        .products(products, products)
                        .add(CnvlutinKind.DISPATCHER, DataType.INPUTS, push, taken)
                        .add(CnvlutinKind.DISPATCHER, DataType.INPUTS, pop, taken)
                        .sumsWaitInOutputBuffer(),
                new Reads(products * layer.layer().weightBits(), 0, taken * inputBits));
    }

    /** Whether the input under a weight is one, not padding, and not zero. */
    private static boolean isPresent(KeptLayer layer, TileRange tile, int n, int c, int r, int s, int p, int q) {
        LayerShape shape = layer.shape();
        int h = shape.rows().position(p, r);
        int w = shape.columns().position(q, s);
        int map = n * shape.c() + layer.channel(tile.group(), c);
        return shape.rows().isInput(h) && shape.columns().isInput(w)
                && layer.layer().inputs().get((map * shape.h() + h) * shape.w() + w);
    }

    @Override
    public FunctionalRun compute(LayerWorkload workload, Machine machine, LayerValues values) {
        var layer = new KeptLayer(workload);
        var run = new FunctionalRun(layer.shape());
        for (TileRange tile : best(layer, machine, PipelineTime.goal()).grid().tiles(layer)) {
            LoopNest.overOutputs(layer.shape(), tile, (n, p, q) -> LoopNest.overColumns(layer, tile, (c, r, s) -> {
                for (int f = tile.filterFrom(); f < tile.filterTo() && isPresent(layer, tile, n, c, r, s, p, q); f++) {
                    int k = layer.filter(tile.group(), f);
                    run.accumulate(n, k, p, q, LoopNest.product(layer, values, tile.group(), n, k, c, r, s, p, q));
                }
            }));
        }
        return run;
    }
}
