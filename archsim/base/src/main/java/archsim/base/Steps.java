package archsim.base;

/** Is called as long work goes on, in its order. */
@FunctionalInterface
public interface Steps {

    /**
     * So much is done.
     *
     * @param steps done, at least 0 and at most {@code all}
     * @param all steps of the work
     */
    void done(long steps, long all);

    /** To be run as each of {@code all} steps is done, by whichever thread. */
    default Runnable oneOf(long all) {
        long[] done = {0};
        return () -> {
            synchronized (done) {
                done[0]++;
                done(done[0], all);
            }
        };
    }

    /** Listens to nothing. */
    static Steps ignored() {
        return (steps, all) -> {};
    }
}
