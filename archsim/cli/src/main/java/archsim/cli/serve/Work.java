package archsim.cli.serve;

/** What a verb tells of its progress, and whether it is still wanted. */
interface Work {

    /**
     * A part is finished.
     *
     * @throws CancelledException if the rest is not wanted any more
     */
    void progress(int done, int of);

    /** Thrown through a verb whose answer nobody waits for. */
    final class CancelledException extends RuntimeException {}
}
