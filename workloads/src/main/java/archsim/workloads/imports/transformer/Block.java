package archsim.workloads.imports.transformer;

/**
 * What tells one block of a transformer from another.
 *
 * @param window positions that a token attends to at most; {@link Integer#MAX_VALUE} for all
 * @param mixture whether its feed-forward part is a mixture of experts
 */
record Block(int window, boolean mixture) {

    /** Positions attended to where {@code keys} are there. */
    int attended(int keys) {
        return Math.min(keys, window);
    }
}
