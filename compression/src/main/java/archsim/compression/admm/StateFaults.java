package archsim.compression.admm;

import archsim.base.RootLocale;
import archsim.workloads.sparsity.KernelPatterns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what no run of any network comes to: a checkpoint that holds it was damaged or forged. */
final class StateFaults {

    private static final Set<Integer> PATTERNS = Set.copyOf(KernelPatterns.library(KernelPatterns.COUNT));

    private StateFaults() {}

    /** The first fault, in the words that follow "but". */
    static Optional<String> find(CompressionState state) {
        if (state.step < 0) {
            return Optional.of(RootLocale.format("has made %d steps", state.step));
        }
        if (!isStrength(state.rho) || !(Double.isNaN(state.residual) || isStrength(state.residual))) {
            return Optional.of(RootLocale.format("has a rho of %s and a residual of %s", state.rho, state.residual));
        }
        if (state.searchRounds < 0) {
            return Optional.of(RootLocale.format("has begun %d rounds of a search", state.searchRounds));
        }
        return numbers(state).or(() -> library(state.library)).or(() -> history(state));
    }

    private static boolean isStrength(double value) {
        return value >= 0 && value <= Double.MAX_VALUE;
    }

    private static Optional<String> numbers(CompressionState state) {
        for (float[] signed : List.of(
                state.parameters,
                state.momentum,
                state.z.toFloatVector(),
                state.u.toFloatVector(),
                state.dense,
                state.accepted,
                state.average)) {
            for (float value : signed) {
                if (!Float.isFinite(value)) {
                    return Optional.of("has a value of " + value);
                }
            }
        }
        for (float[] unsigned : List.of(state.variance, state.importance, state.intervals, state.thresholds)) {
            for (float value : unsigned) {
                if (!isStrength(value)) {
                    return Optional.of("has a magnitude of " + value);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> library(int[] library) {
        int[] used = Arrays.stream(library).filter(bits -> bits != 0).toArray();
        var distinct = new HashSet<Integer>();
        boolean sound = Arrays.stream(used).allMatch(bits -> PATTERNS.contains(bits) && distinct.add(bits));
        return sound ? Optional.empty() : Optional.of("has kernel patterns " + Arrays.toString(used));
    }

    private static Optional<String> history(CompressionState state) {
        int lastStage = -1;
        int lastEpoch = 0;
        for (HistoryRow row : state.history) {
            boolean follows = row.stage() == lastStage ? row.epoch() == lastEpoch + 1 : row.stage() > lastStage;
            boolean past = row.stage() < state.stage || (row.stage() == state.stage && row.epoch() <= state.epoch);
            if (!follows || !past || row.epoch() < 1 || !isSound(row)) {
                return Optional.of(RootLocale.format("has an epoch %d of stage %d: %s", row.epoch(), row.stage(), row));
            }
            lastStage = row.stage();
            lastEpoch = row.epoch();
        }
        return Optional.empty();
    }

    private static boolean isSound(HistoryRow row) {
        return isStrength(row.loss())
                && row.trainAccuracy() >= 0
                && row.trainAccuracy() <= 1
                && row.validationAccuracy() >= 0
                && row.validationAccuracy() <= 1
                && (Double.isNaN(row.residual()) || isStrength(row.residual()))
                && isStrength(row.rho())
                && isStrength(row.learningRate())
                && (Double.isNaN(row.maskShare()) || (row.maskShare() >= 0 && row.maskShare() <= 1));
    }
}
