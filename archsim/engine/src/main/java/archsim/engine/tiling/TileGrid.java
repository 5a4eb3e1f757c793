package archsim.engine.tiling;

import archsim.base.Ceil;
import archsim.workloads.LayerShape;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * One way to cut a layer.
 *
 * @param rows output rows of a patch
 * @param qs output columns of a patch
 * @param filters of a tile
 * @param channels of a tile
 * @param patchesOutermost whether all filters of a patch are done before the next patch, else the other way round
 */
public record TileGrid(int rows, int qs, int filters, int channels, boolean patchesOutermost) {

    /**
     * All tiles in order, group after group; channels innermost, so that partial sums stay where they are. Each is made when it is
     * asked for.
     */
    public List<TileRange> tiles(KeptLayer layer) {
        return new Tiles(this, layer);
    }

    /** Tiles by their places; those of a group lie together. */
    private static final class Tiles extends AbstractList<TileRange> implements RandomAccess {

        private final TileGrid grid;
        private final KeptLayer layer;
        private final List<Patch> patches;
        private final int allChannels;
        private final int channelTiles;
        private final int[] starts;

        private Tiles(TileGrid grid, KeptLayer layer) {
            this.grid = grid;
            this.layer = layer;
            patches = grid.patches(layer.shape());
            allChannels = layer.shape().channelsPerGroup();
            channelTiles = grid.channelTiles(layer);
            starts = new int[layer.shape().groups() + 1];
            for (int group = 0; group < starts.length - 1; group++) {
                int ofGroup = Math.multiplyExact(Math.multiplyExact(filterTiles(group), channelTiles), patches.size());
                starts[group + 1] = Math.addExact(starts[group], ofGroup);
            }
        }

        private int filterTiles(int group) {
            return Ceil.div(layer.filters(group), grid.filters);
        }

        @Override
        public int size() {
            return starts[starts.length - 1];
        }

        @Override
        public TileRange get(int index) {
            Objects.checkIndex(index, size());
            int group = group(index);
            int inGroup = index - starts[group];
            int block = inGroup / channelTiles;
            int inner = grid.patchesOutermost ? filterTiles(group) : patches.size();
            int patch = grid.patchesOutermost ? block / inner : block % inner;
            int filter = (grid.patchesOutermost ? block % inner : block / inner) * grid.filters;
            int channel = inGroup % channelTiles * grid.channels;
            int channelTo = (int) Math.min(allChannels, (long) channel + grid.channels);
            return new TileRange(
                    group,
                    patches.get(patch),
                    filter,
                    (int) Math.min(layer.filters(group), (long) filter + grid.filters),
                    channel,
                    channelTo,
                    channelTo == allChannels);
        }

        private int group(int index) {
            int found = Arrays.binarySearch(starts, index);
            int group = found >= 0 ? found : -found - 2;
            while (starts[group + 1] == starts[group]) {
                group++;
            }
            return group;
        }
    }

    /** The patches of all images, row by row. */
    public List<Patch> patches(LayerShape shape) {
        var patches = new ArrayList<Patch>();
        int perCut = Patch.rowsPerCut(shape);
        int end = shape.n() * shape.p();
        for (int first = 0; first < end; first += perCut) {
            for (int row = first; row < first + perCut; row += rows) {
                for (int q = 0; q < shape.q(); q += qs) {
                    patches.add(new Patch(row, Math.min(first + perCut, row + rows), q, Math.min(shape.q(), q + qs)));
                }
            }
        }
        return patches;
    }

    /** A patch of full size. */
    Patch largestPatch(LayerShape shape) {
        return new Patch(0, Math.min(rows, Patch.rowsPerCut(shape)), 0, Math.min(qs, shape.q()));
    }

    /** The blocks into which the weights are cut. */
    public List<TileRange.WeightBlock> weightBlocks(KeptLayer layer) {
        var blocks = new ArrayList<TileRange.WeightBlock>();
        int allChannels = layer.shape().channelsPerGroup();
        for (int group = 0; group < layer.shape().groups(); group++) {
            for (int f = 0; f < layer.filters(group); f += filters) {
                int filterTo = Math.min(layer.filters(group), f + filters);
                for (int c = 0; c < allChannels; c += channels) {
                    blocks.add(new TileRange.WeightBlock(group, f, filterTo, c, Math.min(allChannels, c + channels)));
                }
            }
        }
        return blocks;
    }

    /**
     * Blocks that stand for all of their size.
     *
     * @param first of them
     * @param count how many there are
     */
    public record EqualBlocks(TileRange.WeightBlock first, long count) {}

    /** The same, those of one size once if {@code alike}: then the layer must keep all filters and columns. */
    public List<EqualBlocks> weightBlocks(KeptLayer layer, boolean alike) {
        if (!alike) {
            return weightBlocks(layer).stream()
                    .map(block -> new EqualBlocks(block, 1))
                    .toList();
        }
        var blocks = new ArrayList<EqualBlocks>();
        int groups = layer.shape().groups();
        for (Part ofFilters : Part.of(layer.mostFilters(), filters)) {
            for (Part ofChannels : Part.of(layer.shape().channelsPerGroup(), channels)) {
                var first = new TileRange.WeightBlock(
                        0, ofFilters.from(), ofFilters.to(), ofChannels.from(), ofChannels.to());
                blocks.add(new EqualBlocks(first, (long) groups * ofFilters.count() * ofChannels.count()));
            }
        }
        return blocks;
    }

    /** Parts of an extent that are of one size, the first of them. */
    private record Part(int from, int to, int count) {

        /** The whole parts and the rest, as far as there are any. */
        static List<Part> of(int extent, int size) {
            int whole = extent / size;
            int rest = extent % size;
            var parts = new ArrayList<Part>();
            if (whole > 0) {
                parts.add(new Part(0, size, whole));
            }
            if (rest > 0) {
                parts.add(new Part(extent - rest, extent, 1));
            }
            return parts;
        }
    }

    int filterTiles(KeptLayer layer) {
        return Ceil.div(layer.mostFilters(), filters);
    }

    int channelTiles(KeptLayer layer) {
        return Ceil.div(layer.shape().channelsPerGroup(), channels);
    }
}
