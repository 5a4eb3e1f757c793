package archsim.engine.tiling;

import archsim.base.json.Range;
import java.util.Optional;

/**
 * A cut of one layer as a user gives it; a size beyond the layer's stands for all of it.
 *
 * @param rows output rows of a tile, or images where each has one row
 * @param columns output columns of a tile
 * @param filters of a tile, within a group
 * @param channels of a tile, within a group
 * @param order of the tiles, patches outermost unless given
 */
public record GivenCut(
        @Range(min = 1) int rows,
        @Range(min = 1) int columns,
        @Range(min = 1) int filters,
        @Range(min = 1) int channels,
        Optional<Order> order) {

    /** What changes last from tile to tile. */
    public enum Order {
        PATCHES_OUTERMOST,
        FILTERS_OUTERMOST
    }

    boolean patchesOutermost() {
        return order.orElse(Order.PATCHES_OUTERMOST) == Order.PATCHES_OUTERMOST;
    }
}
