package archsim.engine.run.pipeline;

/** Walks the bursts of all tiles in order, never beyond the tile that may move now. */
final class BurstCursor {

    private final BurstPlan.Runs runs;
    private int tile;
    private int run;
    private long offset;

    BurstCursor(BurstPlan.Runs runs) {
        this.runs = runs;
        skipFinished();
    }

    private void skipFinished() {
        while (tile < runs.tiles() && run == runs.start(tile + 1)) {
            tile++;
        }
    }

    /** Whether a burst of a tile below {@code tileLimit} is left. */
    boolean hasNext(int tileLimit) {
        return tile < runs.tiles() && tile < tileLimit;
    }

    /** Tile of the next burst. */
    int tile() {
        return tile;
    }

    /** Data type of the next burst, by its place in {@link BurstRun#STREAMS}. */
    int stream() {
        return runs.stream(run);
    }

    /** Address of the next burst. */
    long burst() {
        return runs.first(run) + offset;
    }

    /** Goes on to the burst after the next. */
    void advance() {
        if (++offset == runs.count(run)) {
            offset = 0;
            run++;
            skipFinished();
        }
    }
}
