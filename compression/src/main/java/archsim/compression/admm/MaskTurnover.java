package archsim.compression.admm;

import archsim.base.RootLocale;
import java.util.BitSet;
import java.util.Optional;

/**
 * How early a round of pruning decides which weights stay: the share of its final mask that was in the set's point {@code
 * Z} at its start and after each iteration. A mask that stands from the first iteration on was not found by the others.
 */
final class MaskTurnover {

    private MaskTurnover() {}

    /** Starts anew with the point that a round begins at. */
    static void begin(CompressionState state, float[] point) {
        state.supports.clear();
        watch(state, point);
    }

    /** Notes which weights the point after an iteration keeps. */
    static void watch(CompressionState state, float[] point) {
        var support = new BitSet(point.length);
        state.forEachKeptWeight((layer, i) -> support.set(i, point[i] != 0));
        state.supports.add(support);
    }

    /**
     * Writes the shares into the history once the round is mapped, and forgets what was noted.
     *
     * @param epochsPerIteration of the stage that has ended, whose rows are the last ones
     * @return what a user should know of it, if anything was noted
     */
    static Optional<String> end(CompressionState state, WeightSet set, int epochsPerIteration) {
        if (state.supports.isEmpty()) {
            return Optional.empty();
        }
        double[] shares = new double[state.supports.size()];
        BitSet last = finalMask(state, set);
        for (int iteration = 0; iteration < shares.length; iteration++) {
            var standing = (BitSet) last.clone();
            standing.and(state.supports.get(iteration));
            shares[iteration] = (double) standing.cardinality() / Math.max(1, last.cardinality());
        }
        state.supports.clear();
        int first = state.history.size() - (shares.length - 1) * epochsPerIteration;
        for (int iteration = 1; iteration < shares.length; iteration++) {
            int row = first + iteration * epochsPerIteration - 1;
            state.history.set(row, state.history.get(row).withMaskShare(shares[iteration]));
        }
        return Optional.of(RootLocale.format(
                "%.1f %% of the final mask stood at the start, %.1f %% after the first of %d iterations; the residual"
                        + " is %.4f",
                100 * shares[0], 100 * shares[Math.min(1, shares.length - 1)], shares.length - 1, state.residual));
    }

    private static BitSet finalMask(CompressionState state, WeightSet set) {
        var mask = new BitSet(state.mask.length);
        state.forEachKeptWeight((layer, i) -> mask.set(i, set.constrains(state.architecture.layer(layer))));
        return mask;
    }
}
