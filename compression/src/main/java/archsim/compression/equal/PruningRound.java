package archsim.compression.equal;

import archsim.compression.config.Admm;
import archsim.compression.config.Training;

/**
 * One of the rounds in which each way of pruning reaches its rate: round {@code k} of {@code n} prunes to the rate to the
 * power of {@code k / n}.
 *
 * @param admm regularisation before the mapping
 * @param retraining after it
 */
public record PruningRound(Admm admm, Training retraining) {}
