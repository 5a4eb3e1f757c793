package archsim.engine.tiling;

import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MappingLimits;
import archsim.engine.plan.PlanCost;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Cuts a layer as its goal asks, every tile fitting half of each buffer.
 *
 * <p>Tried are the cuts into 1, 2, 3, ... nearly equal parts along output rows and columns, filters and channels, in both
 * orders. Tiles hold whole or half steps of filters and channels, or a quarter, an eighth, ... of one. Each cut is estimated as the pipeline of tiles would run it, from the machine's own count of
 * its cycles; the plans of the best few are made and judged.
 */
public final class TileSearch {

    private static final int WIDEST = 3;

    /** Cuts into a quarter, a sixteenth, ... of the tiles that are judged, too: what tiles cost the DRAM varies most. */
    private static final int COARSER = 3;

    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final TileLimits limits;
    private final MappingGoal goal;
    private final WeightBlocks blocks;
    private final Map<WeightExtent, WeightNeed> weightNeeds = new HashMap<>();

    /** Cycles in which a cut computes, over all tiles, as closely as the machine can tell at little cost. */
    @FunctionalInterface
    public interface CutCycles {

        double of(TileGrid grid);

        /** Of a machine whose cycles do not depend on how positions are cut. */
        static CutCycles byWeights(CutCycles cycles) {
            var known = new HashMap<WeightExtent, double[]>();
            return grid -> {
                double[] inOrders = known.computeIfAbsent(
                        new WeightExtent(grid.filters(), grid.channels()), unused -> new double[] {-1, -1});
                int order = grid.patchesOutermost() ? 0 : 1;
                if (inOrders[order] < 0) {
                    inOrders[order] = cycles.of(grid);
                }
                return inOrders[order];
            };
        }
    }

    /** Makes the plan of a cut. */
    @FunctionalInterface
    public interface PlanOfCut {

        LayerPlan of(TileGrid grid);
    }

    /** A cut and its plan. */
    public record Found(TileGrid grid, LayerPlan plan) {}

    /** A tile's share of the weights, on which alone what it needs of their buffer depends. */
    private record WeightExtent(int filters, int channels) {}

    private record WeightNeed(long mostBits, long allBits) {}

    private record Estimated(TileGrid grid, long tiles, PlanCost cost) {}

    private TileSearch(KeptLayer layer, Machine machine, TileLimits limits, MappingGoal goal) {
        layer.requireFilters();
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.limits = limits;
        this.goal = goal;
        this.blocks = new WeightBlocks(layer, limits);
    }

    /**
     * The best cut.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static Found best(
            KeptLayer layer, Machine machine, TileLimits limits, MappingGoal goal, CutCycles cycles, PlanOfCut plans) {
        Optional<GivenCut> given = goal.given(layer.layer().layer().name(), GivenCut.class);
        if (given.isPresent()) {
            TileGrid grid = new TileSearch(layer, machine, limits, goal).checked(given.get());
            return new Found(grid, plans.of(grid));
        }
        var search = new TileSearch(layer, machine, limits, goal);
        List<CutEstimate> cuts = search.fitting();
        if (cuts.isEmpty()) {
            throw nothingFits(layer, 1, 1);
        }
        return search.judged(search.estimated(cuts, cycles), plans);
    }

    /**
     * The cut into the fewest patches, tiles having all channels: for designs that pay for every patch.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static TileGrid fewestPatches(KeptLayer layer, Machine machine, TileLimits limits) {
        var search = new TileSearch(layer, machine, limits, PipelineTime.goal());
        int channels = layer.shape().channelsPerGroup();
        List<AxisCut> rows = AxisCut.ofRows(layer.shape());
        List<AxisCut> columns = AxisCut.ofColumns(layer.shape());
        return Stream.concat(
                        rows.stream().map(cut -> search.cut(cut, columns.get(0), limits.filterStep(), channels, true)),
                        columns.stream()
                                .map(cut -> search.cut(
                                        rows.get(rows.size() - 1), cut, limits.filterStep(), channels, true)))
                .filter(search::fits)
                .findFirst()
                .orElseThrow(() -> nothingFits(layer, limits.filterStep(), channels))
                .grid();
    }

    private static InfeasibleLayerException nothingFits(KeptLayer layer, int filters, int channels) {
        return new InfeasibleLayerException(
                layer.layer().layer().name(),
                RootLocale.format(
                        "not even one output position of %d filters and %d channels fits half of each buffer",
                        filters, channels));
    }

    private List<CutEstimate> fitting() {
        var cuts = new ArrayList<CutEstimate>();
        int[] allFilters = CutSizes.wholeAndLess(layer.mostFilters(), limits.filterStep());
        int[] allChannels = CutSizes.wholeAndLess(shape.channelsPerGroup(), limits.channelStep());
        List<AxisCut> columns = AxisCut.ofColumns(shape);
        for (AxisCut rows : AxisCut.ofRows(shape)) {
            for (AxisCut qs : columns) {
                for (int filters : allFilters) {
                    int fitting = 0;
                    for (int channels : allChannels) {
                        Cut cut = cut(rows, qs, filters, channels, true);
                        if (fitting < WIDEST && fits(cut)) {
                            fitting++;
                            cuts.add(estimate(cut));
                            if (cut.patches() > 1 && cut.grid().filterTiles(layer) > 1) {
                                cuts.add(estimate(cut.inOtherOrder()));
                            }
                        }
                    }
                }
            }
        }
        return cuts;
    }

    /** A grid and the inputs of its patches. */
    private record Cut(TileGrid grid, long patches, long inputs, long mostInputs) {

        Cut inOtherOrder() {
            var other = new TileGrid(grid.rows(), grid.qs(), grid.filters(), grid.channels(), !grid.patchesOutermost());
            return new Cut(other, patches, inputs, mostInputs);
        }
    }

    private Cut cut(AxisCut rows, AxisCut qs, int filters, int channels, boolean patchesOutermost) {
        return new Cut(
                new TileGrid(rows.size(), qs.size(), filters, channels, patchesOutermost),
                (long) rows.parts() * qs.parts(),
                rows.inputs() * qs.inputs(),
                rows.mostInputs() * qs.mostInputs());
    }

    private boolean fits(Cut cut) {
        TileGrid grid = cut.grid();
        int channels = Math.min(grid.channels(), shape.channelsPerGroup());
        long inputBits = channels * cut.mostInputs() * machine.precision().activationBits();
        return inputBits <= machine.buffers().inputs().halfBits()
                && limits.sums().stream()
                        .allMatch(place ->
                                place.suffices(grid.largestPatch(shape), filtersAtOnce(grid), hasAllChannels(grid)))
                && weightNeed(grid).mostBits() <= machine.buffers().weights().halfBits();
    }

    private int filtersAtOnce(TileGrid grid) {
        return Math.min(grid.filters(), layer.mostFilters());
    }

    private boolean hasAllChannels(TileGrid grid) {
        return grid.channels() >= shape.channelsPerGroup();
    }

    /** A cut that the user gives, every limit held against it. */
    private TileGrid checked(GivenCut given) {
        Cut cut = cut(
                AxisCut.ofRows(shape, given.rows()),
                AxisCut.ofColumns(shape, given.columns()),
                Math.min(given.filters(), layer.mostFilters()),
                Math.min(given.channels(), shape.channelsPerGroup()),
                given.patchesOutermost());
        TileGrid grid = cut.grid();
        var faults = new MappingLimits(layer.layer().layer().name());
        faults.require(
                "bits of inputs in half of the input buffer",
                grid.channels() * cut.mostInputs() * machine.precision().activationBits(),
                machine.buffers().inputs().halfBits());
        faults.require(
                "bits of weights in half of the weight buffer",
                weightNeedOf(grid, layer::present).mostBits(),
                machine.buffers().weights().halfBits());
        for (TileLimits.SumsPlace place : limits.sums()) {
            long needed = place.needed().of(grid.largestPatch(shape), filtersAtOnce(grid), hasAllChannels(grid));
            faults.require(place.name(), needed, place.there());
        }
        faults.throwIfAny();
        return grid;
    }

    private WeightNeed weightNeed(TileGrid grid) {
        return weightNeeds.computeIfAbsent(
                new WeightExtent(grid.filters(), grid.channels()),
                key -> weightNeedOf(
                        grid, blocks.holds(grid.filters(), grid.channels(), layer) ? blocks::present : layer::present));
    }

    private WeightNeed weightNeedOf(TileGrid grid, ToLongFunction<TileRange.WeightBlock> present) {
        long most = 0;
        long all = 0;
        for (TileRange.WeightBlock block : grid.weightBlocks(layer)) {
            long bits = weightBits(block, present.applyAsLong(block));
            most = Math.max(most, bits);
            all += bits;
        }
        return new WeightNeed(most, all);
    }

    private long weightBits(TileRange.WeightBlock block, long present) {
        long positions = (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo());
        return limits.weightCode().valueBits(present, positions)
                + limits.weightCode().indexBits(present, positions, block);
    }

    private CutEstimate estimate(Cut cut) {
        int activationBits = machine.precision().activationBits();
        double channels = (double) shape.groups() * layer.keptChannels(0, shape.channelsPerGroup());
        double outputs = (double) layer.layer().layer().writtenOutputs() / shape.k() * layer.allFilters();
        return new CutEstimate(
                cut.grid(),
                cut.patches(),
                cut.grid().filterTiles(layer),
                cut.grid().channelTiles(layer),
                shape.groups(),
                weightNeed(cut.grid()).allBits(),
                cut.inputs() * channels * activationBits,
                outputs * activationBits);
    }

    private List<Estimated> estimated(List<CutEstimate> cuts, CutCycles cycles) {
        Comparator<Estimated> order = Comparator.comparing(Estimated::cost, PlanCost.by(goal.objective()));
        List<Estimated> sorted = cuts.stream()
                .map(cut -> new Estimated(cut.grid(), cut.tiles(), cut.cost(cycles.of(cut.grid()), goal.memory())))
                .sorted(order)
                .toList();
        var picked = new ArrayList<>(sorted.subList(0, Math.min(sorted.size(), judged())));
        long most = sorted.get(0).tiles();
        for (int coarser = 0; coarser < COARSER && most > 1; coarser++) {
            most /= 4;
            long limit = most;
            sorted.stream()
                    .filter(cut -> cut.tiles() <= limit)
                    .findFirst()
                    .filter(cut -> !picked.contains(cut))
                    .ifPresent(picked::add);
        }
        return picked;
    }

    /** The larger the layer, the closer is the estimate, and the dearer a plan. */
    private int judged() {
        long macs = shape.macs();
        return macs < 1 << 20 ? 16 : macs < 1 << 22 ? 8 : macs < 1 << 26 ? 6 : macs < 1 << 29 ? 3 : 2;
    }

    private Found judged(List<Estimated> cuts, PlanOfCut plans) {
        List<Found> found = cuts.stream()
                .map(cut -> new Found(cut.grid(), plans.of(cut.grid())))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<PlanCost> costs = goal.costs(found.stream().map(Found::plan).toList());
        Comparator<PlanCost> order = PlanCost.by(goal.objective());
        int best = 0;
        for (int i = 1; i < found.size(); i++) {
            best = order.compare(costs.get(i), costs.get(best)) < 0 ? i : best;
        }
        return found.get(best);
    }
}
