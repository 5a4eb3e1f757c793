package archsim.engine.counts;

import archsim.engine.tiling.TileRange;

/**
 * Where a tile lies in its layer: a machine's choice, from which a literal model counts.
 *
 * @param rowFrom first output row, numbered over all images
 * @param filterFrom first filter among those that its group keeps
 */
public record PlainTile(
        int group,
        int rowFrom,
        int rowTo,
        int qFrom,
        int qTo,
        int filterFrom,
        int filterTo,
        int channelFrom,
        int channelTo) {

    /** Where {@code tile} lies. */
    public static PlainTile at(TileRange tile) {
        return new PlainTile(
                tile.group(),
                tile.patch().rowFrom(),
                tile.patch().rowTo(),
                tile.patch().qFrom(),
                tile.patch().qTo(),
                tile.filterFrom(),
                tile.filterTo(),
                tile.channelFrom(),
                tile.channelTo());
    }

    /** Filters of the tile. */
    public int filters() {
        return filterTo - filterFrom;
    }

    /** Output positions of the tile. */
    public long positions() {
        long positions = 0;
        for (int row = rowFrom; row < rowTo; row++) {
            positions += qTo - qFrom;
        }
        return positions;
    }

    String weights() {
        return "%d: %d to %d, %d to %d".formatted(group, filterFrom, filterTo, channelFrom, channelTo);
    }

    String inputs() {
        return "%d: %d to %d, %d to %d, %d to %d".formatted(group, rowFrom, rowTo, qFrom, qTo, channelFrom, channelTo);
    }
}
