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

    /** Listens to nothing. */
    static Steps ignored() {
        return (steps, all) -> {};
    }
}
