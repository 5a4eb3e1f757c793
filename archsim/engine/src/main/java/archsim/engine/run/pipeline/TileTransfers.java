package archsim.engine.run.pipeline;

import java.util.function.IntToLongFunction;

/** How far the bursts of each tile have come, in one direction. */
final class TileTransfers {

    private final long[] unbooked;
    private final long[] donePs;
    private final boolean[] done;

    /** @param bursts of a tile; a tile without any is done */
    TileTransfers(int tiles, IntToLongFunction bursts) {
        unbooked = new long[tiles];
        donePs = new long[tiles];
        done = new boolean[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            unbooked[tile] = bursts.applyAsLong(tile);
            done[tile] = unbooked[tile] == 0;
        }
    }

    /** Notes a burst that will have moved at {@code burstDonePs}; whether it is the last of its tile to be booked. */
    boolean bookedLast(int tile, long burstDonePs) {
        donePs[tile] = Math.max(donePs[tile], burstDonePs);
        return --unbooked[tile] == 0;
    }

    /** When the bursts booked so far will have moved. */
    long donePs(int tile) {
        return donePs[tile];
    }

    void finish(int tile) {
        done[tile] = true;
    }

    /** Whether all data of {@code tile} have moved. */
    boolean isDone(int tile) {
        return done[tile];
    }
}
