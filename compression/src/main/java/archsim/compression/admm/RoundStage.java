package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.config.Training;
import java.util.Optional;

/** Epochs of a round before its weights are mapped: ADMM's, or as many of a method that it is held against. */
sealed interface RoundStage extends Stage permits AdmmStage, BaselineStage {

    /** Epochs, learning rates and {@code rho}. */
    Admm admm();

    /** What the weights are mapped onto at the end. */
    WeightSet set();

    @Override
    default Training training() {
        return admm().training();
    }

    @Override
    default Optional<WeightSet> watched() {
        return set() instanceof PrunedSet ? Optional.of(set()) : Optional.empty();
    }

    @Override
    default int epochsPerIteration() {
        return admm().epochsPerIteration();
    }

    @Override
    default void end(CompressionState state) {
        set().map(state);
    }
}
