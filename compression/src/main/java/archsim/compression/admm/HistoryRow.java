package archsim.compression.admm;

/**
 * One epoch of a run, as {@code history.csv} shows it.
 *
 * @param stage index of the stage
 * @param epoch counted from 1 in its stage
 * @param loss mean cross entropy of training, in nats
 * @param trainAccuracy on the batches as they were trained, 0 to 1
 * @param validationAccuracy after the epoch, 0 to 1
 * @param residual {@code ||W - Z|| / ||W||} of the last ADMM step; NaN outside ADMM
 * @param rho of this epoch; 0 outside ADMM
 * @param learningRate at the start of the epoch
 * @param maskShare of the weights that the round keeps in the end, those that {@code Z} kept after this epoch, 0 to 1; NaN
 *     until the round has ended, and where no iteration ended
 */
record HistoryRow(
        int stage,
        int epoch,
        double loss,
        double trainAccuracy,
        double validationAccuracy,
        double residual,
        double rho,
        double learningRate,
        double maskShare) {

    /** The same with another residual. */
    HistoryRow withResidual(double other) {
        return new HistoryRow(
                stage, epoch, loss, trainAccuracy, validationAccuracy, other, rho, learningRate, maskShare);
    }

    /** The same with another share of the final mask. */
    HistoryRow withMaskShare(double other) {
        return new HistoryRow(
                stage, epoch, loss, trainAccuracy, validationAccuracy, residual, rho, learningRate, other);
    }
}
