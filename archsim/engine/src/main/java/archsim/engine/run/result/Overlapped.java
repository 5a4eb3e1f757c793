package archsim.engine.run.result;

/**
 * What a layer, or a run, gains from weights that are fetched while the layer before computes.
 *
 * @param savedCycles fewer than without; the layer by itself would take these and its own
 * @param earlyBytes of weights, indices and scales that are fetched so; they are among its DRAM traffic
 */
public record Overlapped(long savedCycles, long earlyBytes) {

    /** Nothing. */
    public static final Overlapped NOTHING = new Overlapped(0, 0);

    Overlapped plus(Overlapped other) {
        return new Overlapped(
                Math.addExact(savedCycles, other.savedCycles), Math.addExact(earlyBytes, other.earlyBytes));
    }

    Overlapped times(long times) {
        return new Overlapped(Math.multiplyExact(savedCycles, times), Math.multiplyExact(earlyBytes, times));
    }
}
