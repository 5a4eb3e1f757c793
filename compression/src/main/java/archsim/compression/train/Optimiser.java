package archsim.compression.train;

/**
 * The rule by which a gradient moves parameters.
 *
 * <p>Parameters that may not move get no gradient, and so neither moments nor steps: pruned weights stay exactly zero.
 */
public sealed interface Optimiser permits Adam, MomentumDescent {

    /**
     * One step on parameters {@code from} up to but without {@code to}.
     *
     * @param gradient of the loss
     */
    void update(TrainState state, float[] gradient, double learningRate, int from, int to);
}
