package archsim.engine.machines.sticker;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.tiling.CutDataflow;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * STICKER: an array that sees each operand as dense, medium or sparse and so has nine modes.
 *
 * <p>The rows of the PE array are input lanes, the columns weight lanes; filter {@code f} belongs to weight lane {@code f
 * mod columns}. The array goes through the channels in lock-step: inputs of a channel stay in the rows while its weights
 * pass along the columns, so a channel takes the longest input lane times the longest weight lane.
 *
 * <ul>
 *   <li>Dense inputs: rows share the output positions of the patch equally; each weight is applied at all of them.
 *   <li>Medium or sparse inputs: rows own tiles of the input map and multiply only what is not zero with every weight
 *       of the channel (an outer product). Products beyond the patch are dropped; sums that belong to a neighbouring
 *       tile are handed over when the patch is done.
 *   <li>Fully connected layers: rows share the input channels and work on their own; once they have finished the outputs
 *       of a patch, a tree sums the rows up.
 * </ul>
 *
 * <p>Medium operands carry one bit a position, sparse ones an index a value; a structured layer runs dense in its
 * compacted shape. A channel that turns out to have nothing to multiply costs a look of one cycle; one that pruning
 * removed is not there. A patch is so small that all its sums fit the accumulators, so the two-way sets never evict.
 *
 * <p>Source: Z. Yuan et al., "STICKER", VLSI 2018 and JSSC 2020 (modes, set-associative accumulation, precision);
 * thresholds, formats and the lane assignment are not published and are ours.
 *
 * @param denseAbove density above which an operand is dense, 0 to 1
 * @param sparseBelow density below which an operand is sparse, 0 to 1
 * @param accumulatorEntries partial sums that one PE holds
 * @param accumulatorWays of a set; {@code accumulatorEntries} is a multiple of it
 * @param pipelineCycles to fill the pipeline at each tile
 */
public record Sticker(
        @Range(min = 0, max = 1) double denseAbove,
        @Range(min = 0, max = 1) double sparseBelow,
        @Range(min = 1, max = 65536) int accumulatorEntries,
        @Range(min = 1, max = 64) int accumulatorWays,
        @Range(min = 0, max = 1000) int pipelineCycles)
        implements CutDataflow {

    /** Of the adders that follow the indices of a lane; those of a weight block seldom need more. */
    private static final int INDEX_BITS = 16;

    public Sticker {
        if (sparseBelow > denseAbove) {
            throw new IllegalArgumentException(RootLocale.format(
                    "sparseBelow must not exceed denseAbove, was %s and %s", sparseBelow, denseAbove));
        }
        if (accumulatorEntries % accumulatorWays != 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "accumulatorEntries must be a multiple of accumulatorWays, was %d and %d",
                    accumulatorEntries, accumulatorWays));
        }
    }

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.SKIPPED;
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        var sums = new Part.RegisterFile(accumulatorEntries, machine.precision().accumulatorBits());
        int bits = machine.precision().accumulatorBits();
        int lanes = machine.peArray().rows() + machine.peArray().columns();
        long treeAdders =
                (long) (machine.peArray().rows() - 1) * machine.peArray().columns();
        var parts = new ArrayList<>(List.of(
                new ComponentParts(Component.ACCUMULATORS, machine.peArray().size(), sums),
                new ComponentParts(Component.INDEXING, lanes, new Part.Adder(INDEX_BITS))));
        if (treeAdders > 0) {
            parts.add(new ComponentParts(Component.ADDERS, treeAdders, new Part.Adder(bits)));
        }
        return parts;
    }

    /** Sums are made in the PEs' sets. */
    @Override
    public Component addersOfProducts() {
        return Component.ACCUMULATORS;
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return new StickerPlan(this, layer, machine).best(goal).plan();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        return new StickerFunction(new StickerPlan(this, layer, machine), values).run();
    }

    /** How the detector sees an operand. */
    DensityClass classOf(double density) {
        return density > denseAbove
                ? DensityClass.DENSE
                : density < sparseBelow ? DensityClass.SPARSE : DensityClass.MEDIUM;
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var plan = new StickerPlan(this, layer, machine);
        return plan.best(PipelineTime.goal()).grid().tiles(plan.layer());
    }

    /** The sums of a patch fit the accumulators. */
    TileLimits limits(KeptLayer layer, Machine machine, StickerCode code, boolean skipsZeroInputs) {
        int columns = machine.peArray().columns();
        return new TileLimits(
                columns,
                layer.shape().isFullyConnected() ? machine.peArray().rows() : 1,
                code,
                new TileLimits.SumsPlace(
                        "partial sums of a PE",
                        accumulatorEntries,
                        (patch, filters, whole) -> Ceil.div(filters, columns)
                                * positionsPerPe(layer.shape(), machine, patch, skipsZeroInputs)));
    }

    private static long positionsPerPe(LayerShape shape, Machine machine, Patch patch, boolean skipsZeroInputs) {
        if (shape.isFullyConnected()) {
            return patch.positions();
        }
        int rows = machine.peArray().rows();
        long images = shape.p() == 1 ? patch.rows() : 1;
        return skipsZeroInputs
                ? images * new StickerHalo(shape, rows).mostPositionsPerPe(patch)
                : Ceil.div(patch.positions(), rows);
    }
}
