package archsim.engine.tiling;

import archsim.engine.pe.SlotStack;
import java.util.List;

/**
 * Cycles of a whole layer dealt out to its tiles in proportion to their products, so that they add up exactly.
 *
 * <p>For designs whose cycles follow in closed form from the layer, however it is cut.
 */
final class CycleShares {

    private static final Actions NO_ACTIONS = new Actions().products(0, 0).sumsStay();

    private final KeptLayer layer;
    private final long cycles;
    private final long products;
    private long productsDone;
    private long cyclesDealt;

    private CycleShares(KeptLayer layer, long cycles, long products) {
        this.layer = layer;
        this.cycles = cycles;
        this.products = products;
    }

    /** Adds {@code tiles} to a plan that computes {@code cycles} in all; buffers deliver in time. */
    static void deal(KeptLayer layer, PlanBuilder builder, List<TileRange> tiles, long cycles) {
        long products = tiles.stream().mapToLong(tile -> products(layer, tile)).sum();
        var shares = new CycleShares(layer, cycles, products);
        builder.addAll(tiles, shares::work, (tile, next) -> true);
    }

    private TileWork work(TileRange tile) {
        return new TileWork(new long[] {of(tile)}, SlotStack.NONE, NO_ACTIONS, Reads.NONE);
    }

    private static long products(KeptLayer layer, TileRange tile) {
        return tile.positions() * tile.filters() * layer.columns(tile.channelFrom(), tile.channelTo());
    }

    private long of(TileRange tile) {
        productsDone += products(layer, tile);
        long upToHere = Math.round((double) productsDone / products * cycles);
        long share = upToHere - cyclesDealt;
        cyclesDealt = upToHere;
        return share;
    }
}
