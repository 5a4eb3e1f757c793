package archsim.engine.tiling;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.workloads.LayerShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a layer so that every tile fits half of each buffer and DRAM moves the fewest bits.
 *
 * <p>Tried are the cuts into 1, 2, 4, ... nearly equal parts along output rows and columns, filters and channels, in both
 * orders; of equal traffic the one with the fewest tiles wins, then the one with the largest patches. Tiles hold whole
 * steps of channels; where kernels are so large that not even one step fits, the step is halved until one does.
 */
public final class TileSearch {

    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final TileLimits limits;
    private final WeightBlocks blocks;
    private final Map<WeightExtent, WeightNeed> weightNeeds = new HashMap<>();

    /** A tile's share of the weights, on which alone what it needs of their buffer depends. */
    private record WeightExtent(int filters, int channels) {}

    private record WeightNeed(long mostBits, long allBits) {}

    private record Candidate(TileGrid grid, long trafficBits, long tiles) {

        boolean isBetterThan(Candidate other) {
            return trafficBits < other.trafficBits || (trafficBits == other.trafficBits && tiles < other.tiles);
        }
    }

    private TileSearch(KeptLayer layer, Machine machine, TileLimits limits) {
        layer.requireFilters();
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.limits = limits;
        this.blocks = new WeightBlocks(layer, limits);
    }

    /**
     * The best cut.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static TileGrid best(KeptLayer layer, Machine machine, TileLimits limits) {
        for (int step = limits.channelStep(); step > 0; step /= 2) {
            Optional<Candidate> best = new TileSearch(layer, machine, limits.withChannelStep(step)).best();
            if (best.isPresent()) {
                return best.get().grid();
            }
        }
        throw nothingFits(layer, limits.filterStep(), 1);
    }

    /** The best cut into whole steps; absent if none fits. */
    private Optional<Candidate> best() {
        Optional<Candidate> best = Optional.empty();
        for (int rows : parts(Patch.rowsPerCut(shape), 1)) {
            for (int qs : parts(shape.q(), 1)) {
                for (int filters : parts(layer.mostFilters(), limits.filterStep())) {
                    Optional<Candidate> candidate = widest(rows, qs, filters);
                    if (candidate.isPresent()
                            && (best.isEmpty() || candidate.get().isBetterThan(best.get()))) {
                        best = candidate;
                    }
                }
            }
        }
        return best;
    }

    /**
     * The cut into the fewest patches, tiles having all channels: for designs that pay for every patch.
     *
     * @throws InfeasibleLayerException if not even the smallest tile fits, or no filter is left
     */
    public static TileGrid fewestPatches(KeptLayer layer, Machine machine, TileLimits limits) {
        var search = new TileSearch(layer, machine, limits);
        int channels = layer.shape().channelsPerGroup();
        int allColumns = layer.shape().q();
        IntStream rows = IntStream.of(parts(Patch.rowsPerCut(layer.shape()), 1));
        IntStream columns = IntStream.of(parts(allColumns, 1));
        return Stream.concat(
                        rows.mapToObj(cut -> new TileGrid(cut, allColumns, limits.filterStep(), channels, true)),
                        columns.mapToObj(cut -> new TileGrid(1, cut, limits.filterStep(), channels, true)))
                .filter(search::fits)
                .findFirst()
                .orElseThrow(() -> nothingFits(layer, limits.filterStep(), channels));
    }

    private static InfeasibleLayerException nothingFits(KeptLayer layer, int filters, int channels) {
        return new InfeasibleLayerException(
                layer.layer().layer().name(),
                RootLocale.format(
                        "not even one output position of %d filters and %d channels fits half of each buffer",
                        filters, channels));
    }

    /** Sizes that cut {@code extent} into 1, 2, 4, ... parts, rounded up to multiples of {@code step}; largest first. */
    private static int[] parts(int extent, int step) {
        int steps = Ceil.div(Math.max(1, extent), step);
        return IntStream.rangeClosed(0, 32 - Integer.numberOfLeadingZeros(steps))
                .map(power -> Ceil.div(steps, 1 << power) * step)
                .distinct()
                .toArray();
    }

    /** The cut with the most channels that fits; absent if none does. */
    private Optional<Candidate> widest(int rows, int qs, int filters) {
        for (int channels : parts(shape.channelsPerGroup(), limits.channelStep())) {
            var patchesFirst = new TileGrid(rows, qs, filters, channels, true);
            if (fits(patchesFirst)) {
                Candidate one = candidate(patchesFirst);
                Candidate other = candidate(new TileGrid(rows, qs, filters, channels, false));
                return Optional.of(other.isBetterThan(one) ? other : one);
            }
        }
        return Optional.empty();
    }

    private boolean fits(TileGrid grid) {
        int channels = Math.min(grid.channels(), shape.channelsPerGroup());
        Patch patch = grid.largestPatch(shape);
        long inputBits =
                channels * mostInputsPerChannel(patch) * machine.precision().activationBits();
        return inputBits <= machine.buffers().inputs().halfBits()
                && limits.outputs()
                        .test(
                                patch,
                                Math.min(grid.filters(), layer.mostFilters()),
                                grid.channels() >= shape.channelsPerGroup())
                && weightNeed(grid).mostBits() <= machine.buffers().weights().halfBits();
    }

    /** Of a patch of this size anywhere; the edges of the image only make it smaller. */
    private long mostInputsPerChannel(Patch patch) {
        long images = shape.p() == 1 ? patch.rows() : 1;
        return images * patch.mostRows(shape) * patch.mostColumns(shape);
    }

    private WeightNeed weightNeed(TileGrid grid) {
        return weightNeeds.computeIfAbsent(new WeightExtent(grid.filters(), grid.channels()), key -> {
            long most = 0;
            long all = 0;
            for (TileRange.WeightBlock block : grid.weightBlocks(layer)) {
                long bits = weightBits(block);
                most = Math.max(most, bits);
                all += bits;
            }
            return new WeightNeed(most, all);
        });
    }

    private long weightBits(TileRange.WeightBlock block) {
        long present = blocks.present(block);
        long positions = (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo());
        return limits.weightCode().valueBits(present, positions)
                + limits.weightCode().indexBits(present, positions, block);
    }

    private Candidate candidate(TileGrid grid) {
        long weightBits = weightNeed(grid).allBits();
        long inputBits = 0;
        long patches = 0;
        for (Patch patch : grid.patches(shape)) {
            inputBits += patch.inputsPerChannel(shape);
            patches++;
        }
        inputBits *= (long) shape.groups()
                * layer.keptChannels(0, shape.channelsPerGroup())
                * machine.precision().activationBits();
        int filterTiles = grid.filterTiles(layer);
        int channelTiles = grid.channelTiles(layer);
        boolean weightsStay = channelTiles == 1 && (!grid.patchesOutermost() || filterTiles == 1);
        boolean inputsStay = channelTiles == 1 && (grid.patchesOutermost() || patches == 1);
        long trafficBits = weightBits * (weightsStay ? 1 : patches) + inputBits * (inputsStay ? 1 : filterTiles);
        return new Candidate(grid, trafficBits, patches * filterTiles * channelTiles);
    }
}
