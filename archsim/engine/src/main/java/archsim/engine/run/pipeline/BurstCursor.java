package archsim.engine.run.pipeline;

import java.util.List;
import java.util.function.IntFunction;

/** Walks the bursts of all tiles in order, never beyond the tile that may move now. */
final class BurstCursor {

    private final IntFunction<List<BurstRun>> runsOfTile;
    private final int tiles;
    private int tile;
    private int run;
    private long offset;

    BurstCursor(int tiles, IntFunction<List<BurstRun>> runsOfTile) {
        this.tiles = tiles;
        this.runsOfTile = runsOfTile;
        skipFinished();
    }

    private void skipFinished() {
        while (tile < tiles && run == runsOfTile.apply(tile).size()) {
            tile++;
            run = 0;
        }
    }

    /** Whether a burst of a tile below {@code tileLimit} is left. */
    boolean hasNext(int tileLimit) {
        return tile < tiles && tile < tileLimit;
    }

    /** Tile of the next burst. */
    int tile() {
        return tile;
    }

    /** Data type of the next burst, by its place in {@link BurstRun#STREAMS}. */
    int stream() {
        return current().stream();
    }

    /** Address of the next burst. */
    long burst() {
        return current().firstBurst() + offset;
    }

    /** Goes on to the burst after the next. */
    void advance() {
        if (++offset == current().bursts()) {
            offset = 0;
            run++;
            skipFinished();
        }
    }

    private BurstRun current() {
        return runsOfTile.apply(tile).get(run);
    }
}
