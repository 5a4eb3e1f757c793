package archsim.compression.config;

import java.util.OptionalDouble;

/** Hears how a compression run goes. */
@FunctionalInterface
public interface Progress {

    /** Called after each epoch, when its checkpoint is on disk; an exception ends the run, which can be resumed. */
    void epochDone(EpochReport report);

    /** Hears, before the first epoch, which images a run learns from and what it starts from. */
    default void startsFrom(String note) {}

    /** Hears what came of a stage that has ended. */
    default void finds(String result) {}

    /** Hears what the user of a run's model should beware of. */
    default void warns(String warning) {}

    /**
     * One finished epoch.
     *
     * @param stage of the run, e.g. {@code round1-admm}
     * @param epoch counted from 1 in its stage
     * @param stageEpochs of this stage
     * @param epochsDone of the whole run
     * @param epochsTotal of the whole run
     * @param loss mean cross entropy of training, in nats
     * @param validationAccuracy 0 to 1
     * @param residual {@code ||W - Z|| / ||W||} of the last ADMM step; absent outside ADMM
     * @param liveParameters weights and biases of the compacted network that was trained
     */
    record EpochReport(
            String stage,
            int epoch,
            int stageEpochs,
            int epochsDone,
            int epochsTotal,
            double loss,
            double validationAccuracy,
            OptionalDouble residual,
            int liveParameters) {}
}
