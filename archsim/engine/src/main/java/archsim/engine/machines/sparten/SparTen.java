package archsim.engine.machines.sparten;

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
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.WeightCode;
import archsim.tables.SparseUnit;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * SparTen: inner products of bit-masked vectors, only matching pairs multiplied.
 *
 * <p>Rows of the PE array are clusters, columns the compute units of a cluster, one multiplier each. Vectors run along
 * the channels and then along the kernel's row, as the data lies in memory, and are cut into chunks. A cluster broadcasts
 * a chunk of inputs to its units; each joins it with that chunk of its filters and multiplies one matching pair a cycle.
 * The units of a cluster wait for each other after every chunk, which costs at least the cycle of its look. Output
 * positions, and for each the rounds of filters, are dealt to the clusters in turn; clusters wait for each other when the
 * inputs in the buffer change.
 *
 * <p>With {@link Balancing#PAIRS} a unit holds two filters, the densest of the layer with the sparsest and so on inwards,
 * so that units have about equally much to do. A last round of no more filters than units has one a unit.
 *
 * <p>Source: A. Gondimalla et al., "SparTen: A Sparse Tensor Accelerator for Convolutional Neural Networks", MICRO 2019:
 * bitmasks, inner join and offline greedy balancing; chunk size, barrier and loop order are from memory.
 *
 * @param chunkInputs elements of a chunk, a multiple of 64
 */
public record SparTen(@Range(min = 64, max = 65536) int chunkInputs, Balancing balancing) implements CutDataflow {

    /** How filters are given to compute units. */
    public enum Balancing {
        /** In their order, one a unit. */
        NONE,
        /** Sorted by how many weights they keep, a dense one with a sparse one. */
        PAIRS
    }

    /** Each unit joins the masks of its chunk. */
    @Override
    public List<ComponentParts> components(Machine machine) {
        return List.of(new ComponentParts(
                Component.INDEXING, machine.multipliers(), new Part.SparseLogic(SparseUnit.MASK_JOIN, chunkInputs)));
    }

    public SparTen {
        if (chunkInputs % Long.SIZE != 0) {
            throw new IllegalArgumentException("chunkInputs must be a multiple of 64, was " + chunkInputs);
        }
    }

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.SKIPPED;
    }

    @Override
    public boolean alwaysStoresIndices() {
        return true;
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(balanced(layer, machine), machine, goal).plan();
    }

    private TileSearch.Found best(KeptLayer balanced, Machine machine, MappingGoal goal) {
        var limits = new TileLimits(
                filtersPerRound(machine),
                chunkInputs,
                WeightCode.bitmask(balanced.layer().weightBits()),
                TileLimits.SumsPlace.outputBuffer(machine));
        var work = new SparTenWork(this, balanced, machine);
        return TileSearch.best(balanced, machine, limits, goal, work::cycles, grid -> {
            var builder = new PlanBuilder(balanced, machine, limits.weightCode());
            PlanBuilder.WorkOfTile ofTile =
                    balanced.isUniform() ? PlanBuilder.bySize(1, chunkInputs, work::of) : work::of;
            builder.addAll(grid.tiles(balanced), ofTile, (tile, next) -> !tile.sharesInputsWith(next));
            return builder.build("");
        });
    }

    /** Filters that are dealt to the units of a cluster at a time. */
    int filtersPerRound(Machine machine) {
        return machine.peArray().columns() * (balancing == Balancing.PAIRS ? 2 : 1);
    }

    /** A layer with its filters in the order in which units take them. */
    KeptLayer balanced(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        if (balancing == Balancing.NONE) {
            return kept;
        }
        int units = machine.peArray().columns();
        int weights = Math.toIntExact(layer.shape().weightsPerFilter());
        return kept.reordered(filters -> paired(
                filters.stream()
                        .sorted(Comparator.comparingInt(
                                (Integer k) -> -layer.weights().count(k * weights, (k + 1) * weights)))
                        .toList(),
                units));
    }

    /** From outside inwards, two by two; those of a last round that needs no pairs are the middle ones. */
    private static List<Integer> paired(List<Integer> sorted, int units) {
        int rest = sorted.size() % (2 * units);
        int pairs = (rest <= units ? sorted.size() - rest : sorted.size()) / 2;
        var order = new ArrayList<Integer>();
        for (int i = 0; i < pairs; i++) {
            order.add(sorted.get(i));
            order.add(sorted.get(sorted.size() - 1 - i));
        }
        order.addAll(sorted.subList(pairs, sorted.size() - pairs));
        return order;
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        KeptLayer balanced = balanced(layer, machine);
        return best(balanced, machine, PipelineTime.goal()).grid().tiles(balanced);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        return LoopNest.convolve(
                balanced(layer, machine),
                values,
                tiles(layer, machine),
                (group, filter, c, r, s, product) -> product != 0);
    }
}
