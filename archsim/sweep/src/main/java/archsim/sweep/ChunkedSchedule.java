package archsim.sweep;

/**
 * Hands out points to threads in shares of neighbours, which have masks and plans in common: threads that are at
 * neighbours at the same time wait for each other. ChunkedSchedule shrink towards the end, so that all threads end together.
 */
final class ChunkedSchedule {

    private static final int LARGEST = 64;
    /** Of what is left, for each thread. */
    private static final int PARTS = 8;

    private final int points;
    private final int threads;
    private int handedOut;

    /**
     * Points from one to before another; none at the end.
     *
     * @param from first point
     * @param to the point after the last
     */
    record Share(int from, int to) {}

    ChunkedSchedule(int points, int threads) {
        this.points = points;
        this.threads = threads;
    }

    synchronized Share next() {
        int left = points - handedOut;
        int length = Math.min(left, Math.max(1, Math.min(LARGEST, left / threads / PARTS)));
        int from = handedOut;
        handedOut += length;
        return new Share(from, handedOut);
    }
}
