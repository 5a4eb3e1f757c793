package archsim.engine.plan;

import java.util.List;

/**
 * A block of work that the buffers hold at once.
 *
 * <p>Lanes are PEs that run on their own until a barrier: a tile without one at its end lets its fast lanes start the
 * next tile.
 */
public final class Tile {

    private final List<Transfer> loads;
    private final Transfer store;
    private final long[] laneCycles;
    private final boolean barrierAfter;

    public Tile(List<Transfer> loads, Transfer store, long[] laneCycles, boolean barrierAfter) {
        this.loads = List.copyOf(loads);
        this.store = store;
        this.laneCycles = laneCycles;
        this.barrierAfter = barrierAfter;
    }

    /** The same work with other data. */
    public Tile with(List<Transfer> otherLoads, Transfer otherStore) {
        return new Tile(otherLoads, otherStore, laneCycles, barrierAfter);
    }

    /** What must have arrived before the tile can start. */
    public List<Transfer> loads() {
        return loads;
    }

    /** What the tile leaves to be written; its bits may be 0. */
    public Transfer store() {
        return store;
    }

    /** Lanes that work on their own. */
    public int lanes() {
        return laneCycles.length;
    }

    /** Core cycles that {@code lane} computes. */
    public long laneCycles(int lane) {
        return laneCycles[lane];
    }

    /** Whether all lanes wait for each other after the tile. */
    public boolean barrierAfter() {
        return barrierAfter;
    }
}
