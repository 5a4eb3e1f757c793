package archsim.engine.machines.ideal;

import archsim.base.Ceil;
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
import java.util.List;

/**
 * Perfect skipping at full utilisation: the bound that no design with as many multipliers can pass.
 *
 * <p>A layer computes {@code ceil(products / multipliers)} cycles; only what the last cycle leaves over is idle. Weights
 * that are there travel without indices, inputs and outputs raw, and DRAM and the two halves of the buffers still make
 * the array wait.
 *
 * @param skips which zeros cost no product
 */
public record Ideal(Skips skips) implements CutDataflow {

    /** Which zeros cost no product. */
    public enum Skips {
        /** Those of the weights. */
        WEIGHTS,
        /** Those of the weights and of the inputs, padding included. */
        WEIGHTS_AND_ACTIVATIONS
    }

    @Override
    public ZeroInputs zeroInputs() {
        return skips == Skips.WEIGHTS ? ZeroInputs.MULTIPLIED : ZeroInputs.SKIPPED;
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(layer), machine, goal).plan();
    }

    private TileSearch.Found best(KeptLayer kept, Machine machine, MappingGoal goal) {
        LayerWorkload layer = kept.layer();
        WeightCode code = WeightCode.present(layer.weightBits());
        var limits = new TileLimits(
                machine.peArray().rows(),
                machine.peArray().columns(),
                code,
                TileLimits.SumsPlace.outputBuffer(machine));
        long products = products(layer);
        long cycles = Ceil.div(products, machine.multipliers());
        var work = new LayerWork(
                cycles,
                SlotStack.useful(products).lost(Cause.FRAGMENTATION, cycles * machine.multipliers() - products),
                new Actions().products(products, products),
                new Actions()
                        .sumsWaitInOutputBuffer()
                        .reads(DataType.WEIGHTS, (long) layer.weights().count() * layer.weightBits())
                        .reads(
                                DataType.INPUTS,
                                layer.shape().inputs() * machine.precision().activationBits()));
        return TileSearch.best(kept, machine, limits, goal, cycles, grid -> {
            var builder = new PlanBuilder(kept, machine, code);
            builder.addLayer(grid.tiles(kept), work);
            return builder.build("");
        });
    }

    private long products(LayerWorkload layer) {
        return skips == Skips.WEIGHTS
                ? layer.weights().count() * layer.shape().outputPositions()
                : EffectualMacs.count(layer);
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        return best(kept, machine, PipelineTime.goal()).grid().tiles(kept);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        return LoopNest.convolve(
                kept,
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) ->
                        skips == Skips.WEIGHTS ? kept.isPresent(group, filter, c, r, s) : product != 0);
    }
}
