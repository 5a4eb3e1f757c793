package archsim.engine.tiling;

import archsim.base.Ceil;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;

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

    /** All tiles in order, group after group; channels innermost, so that partial sums stay where they are. */
    public List<TileRange> tiles(KeptLayer layer) {
        var tiles = new ArrayList<TileRange>();
        List<Patch> patches = patches(layer.shape());
        for (int group = 0; group < layer.shape().groups(); group++) {
            if (patchesOutermost) {
                for (Patch patch : patches) {
                    for (int f = 0; f < layer.filters(group); f += filters) {
                        addChannels(tiles, layer, group, patch, f);
                    }
                }
            } else {
                for (int f = 0; f < layer.filters(group); f += filters) {
                    for (Patch patch : patches) {
                        addChannels(tiles, layer, group, patch, f);
                    }
                }
            }
        }
        return tiles;
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

    private void addChannels(List<TileRange> tiles, KeptLayer layer, int group, Patch patch, int filterFrom) {
        int allChannels = layer.shape().channelsPerGroup();
        int filterTo = Math.min(layer.filters(group), filterFrom + filters);
        for (int c = 0; c < allChannels; c += channels) {
            int channelTo = Math.min(allChannels, c + channels);
            tiles.add(new TileRange(group, patch, filterFrom, filterTo, c, channelTo, channelTo == allChannels));
        }
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

    int filterTiles(KeptLayer layer) {
        return Ceil.div(layer.mostFilters(), filters);
    }

    int channelTiles(KeptLayer layer) {
        return Ceil.div(layer.shape().channelsPerGroup(), channels);
    }
}
