package archsim.engine.tiling;

import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.MappingLimits;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The cuts of a layer whose tiles fit half of each buffer, each with its estimate. */
final class CutSpace {

    private static final int WIDEST = 3;

    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final TileLimits limits;
    private final boolean alike;
    private final Optional<WeightBlocks> blocks;
    private final Map<WeightExtent, WeightNeed> weightNeeds = new HashMap<>();
    private final int[] filterSizes;
    private final int[] channelSizes;
    private final int[] rowSizes;
    private final int[] columnSizes;

    /** A tile's share of the weights, on which alone what it needs of their buffer depends. */
    private record WeightExtent(int filters, int channels) {}

    private record WeightNeed(long mostBits, long allBits) {}

    CutSpace(KeptLayer layer, Machine machine, TileLimits limits) {
        layer.requireFilters();
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.limits = limits;
        alike = (layer.isDense() && limits.weightCode().isBySize())
                || (layer.keepsAll() && limits.weightCode().isByExtent());
        blocks = alike ? Optional.empty() : Optional.of(new WeightBlocks(layer, limits));
        filterSizes = CutSizes.all(layer.mostFilters(), limits.filterStep(), 1);
        channelSizes = CutSizes.all(shape.channelsPerGroup(), limits.channelStep(), limits.channelUnit());
        rowSizes = CutSizes.all(Patch.rowsPerCut(shape), 1, 1);
        columnSizes = CutSizes.all(shape.q(), 1, 1);
    }

    /** Fitting cuts that differ from one in the size of one axis, or in the order alone. */
    List<CutEstimate> beside(TileGrid grid) {
        int rows = Math.min(grid.rows(), Patch.rowsPerCut(shape));
        int qs = Math.min(grid.qs(), shape.q());
        int filters = filtersAtOnce(grid);
        int channels = Math.min(grid.channels(), shape.channelsPerGroup());
        boolean outermost = grid.patchesOutermost();
        var cuts = new ArrayList<Cut>();
        AxisCut ofRows = AxisCut.ofRows(shape, rows);
        AxisCut ofColumns = AxisCut.ofColumns(shape, qs);
        CutSizes.beside(rowSizes, rows)
                .forEach(size -> cuts.add(cut(AxisCut.ofRows(shape, size), ofColumns, filters, channels, outermost)));
        CutSizes.beside(columnSizes, qs)
                .forEach(size -> cuts.add(cut(ofRows, AxisCut.ofColumns(shape, size), filters, channels, outermost)));
        CutSizes.beside(filterSizes, filters)
                .forEach(size -> cuts.add(cut(ofRows, ofColumns, size, channels, outermost)));
        CutSizes.beside(channelSizes, channels)
                .forEach(size -> cuts.add(cut(ofRows, ofColumns, filters, size, outermost)));
        cuts.add(cut(ofRows, ofColumns, filters, channels, !outermost));
        return cuts.stream().filter(this::fits).map(this::estimate).toList();
    }

    /**
     * The cut into the fewest patches, tiles having all channels.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits
     */
    TileGrid fewestPatches() {
        int channels = shape.channelsPerGroup();
        List<AxisCut> rows = AxisCut.ofRows(shape);
        List<AxisCut> columns = AxisCut.ofColumns(shape);
        return Stream.concat(
                        rows.stream().map(cut -> cut(cut, columns.get(0), limits.filterStep(), channels, true)),
                        columns.stream()
                                .map(cut -> cut(rows.get(rows.size() - 1), cut, limits.filterStep(), channels, true)))
                .filter(this::fits)
                .findFirst()
                .orElseThrow(() -> nothingFits(limits.filterStep(), channels))
                .grid();
    }

    InfeasibleLayerException nothingFits(int filters, int channels) {
        return new InfeasibleLayerException(
                layer.layer().layer().name(),
                RootLocale.format(
                        "not even one output position of %d filters and %d channels fits half of each buffer",
                        filters, channels));
    }

    List<CutEstimate> coarse() {
        var cuts = new ArrayList<CutEstimate>();
        int[] allFilters = CutSizes.wholeAndLess(layer.mostFilters(), limits.filterStep());
        int unit = limits.channelUnit();
        int[] allChannels = Arrays.stream(CutSizes.wholeAndLess(shape.channelsPerGroup(), limits.channelStep()))
                .filter(size -> size % unit == 0 || unit % size == 0 || size == shape.channelsPerGroup())
                .toArray();
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
    TileGrid checked(GivenCut given) {
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
                        grid,
                        blocks.filter(known -> known.holds(grid.filters(), grid.channels(), layer))
                                .<ToLongFunction<TileRange.WeightBlock>>map(known -> known::present)
                                .orElse(layer::present)));
    }

    private WeightNeed weightNeedOf(TileGrid grid, ToLongFunction<TileRange.WeightBlock> present) {
        long most = 0;
        long all = 0;
        for (TileGrid.EqualBlocks equal : grid.weightBlocks(layer, alike)) {
            long bits = weightBits(equal.first(), present.applyAsLong(equal.first()));
            most = Math.max(most, bits);
            all += bits * equal.count();
        }
        return new WeightNeed(most, all);
    }

    private long weightBits(TileRange.WeightBlock block, long present) {
        long positions = (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo());
        return limits.weightCode().valueBits(present, positions)
                + limits.weightCode().indexBits(present, positions, block);
    }

    CutEstimate estimate(TileGrid grid) {
        int rows = Math.min(grid.rows(), Patch.rowsPerCut(shape));
        int qs = Math.min(grid.qs(), shape.q());
        return estimate(cut(
                AxisCut.ofRows(shape, rows),
                AxisCut.ofColumns(shape, qs),
                grid.filters(),
                grid.channels(),
                grid.patchesOutermost()));
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
}
