package archsim.compression.admm;

import archsim.compression.config.Search;
import java.util.List;

/**
 * Finds how far a network can be pruned: another, stricter round as long as the validation accuracy holds.
 *
 * <p>Source: X. Ma et al., TNNLS 2022, section IV-D.
 *
 * @param search that is made
 */
record RoundSearch(Search search) {

    /**
     * Accepts or takes back the round that has ended, and begins another or ends the search. A pure function of the
     * state.
     *
     * @param schedule whose stages are all over
     */
    void decide(CompressionState state, Schedule schedule) {
        if (holds(state, schedule)) {
            System.arraycopy(state.parameters, 0, state.accepted, 0, state.accepted.length);
            System.arraycopy(state.mask, 0, state.acceptedMask, 0, state.acceptedMask.length);
            state.searchEnded = state.searchRounds == search.maxRounds();
        } else {
            System.arraycopy(state.accepted, 0, state.parameters, 0, state.accepted.length);
            System.arraycopy(state.acceptedMask, 0, state.mask, 0, state.acceptedMask.length);
            state.searchEnded = true;
        }
        state.searchRounds += state.searchEnded ? 0 : 1;
    }

    /** Of dense training, the first stage, always. */
    private boolean holds(CompressionState state, Schedule schedule) {
        double reference = lastAccuracy(state.history, 0);
        double now = lastAccuracy(state.history, schedule.stages().size() - 1);
        return state.searchRounds == 0 || now >= reference - search.tolerance();
    }

    private static double lastAccuracy(List<HistoryRow> history, int stage) {
        return history.stream()
                .filter(row -> row.stage() == stage)
                .mapToDouble(HistoryRow::validationAccuracy)
                .reduce(Double.NaN, (before, after) -> after);
    }
}
