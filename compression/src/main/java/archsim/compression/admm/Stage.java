package archsim.compression.admm;

import archsim.compression.config.Training;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import archsim.compression.train.TernaryWeights;
import java.util.Optional;

/** One part of a run: what happens to the state before, between and after its epochs. */
sealed interface Stage permits TrainingStage, RoundStage, MappingStage, TernaryStage, FixingStage {

    /** As {@code history.csv} shows it. */
    String name();

    /** Epochs and their learning rates. */
    Training training();

    /** Before the first epoch; a pure function of the state, since a resumed run does it again. */
    void begin(CompressionState state);

    /** What pulls the parameters of {@code network} during the next epoch. */
    default Penalty penalty(CompressionState state, CompactNetwork network) {
        return Penalty.NONE;
    }

    /** What the network computes with in the place of its weights, if with anything else. */
    default Optional<TernaryWeights> shown(CompressionState state, CompactNetwork network) {
        return Optional.empty();
    }

    /** After each epoch, {@code epoch} counted from 1. */
    default void afterEpoch(CompressionState state, int epoch) {}

    /** Whether the stage ends in the average of its parameters, where a configuration asks for averages. */
    default boolean averages() {
        return false;
    }

    /** The set that single weights are pruned onto step by step, whose choice is watched. */
    default Optional<WeightSet> watched() {
        return Optional.empty();
    }

    /** Epochs between two choices of the set; 0 if there is none. */
    default int epochsPerIteration() {
        return 0;
    }

    /** After the last epoch. */
    default void end(CompressionState state) {}
}
