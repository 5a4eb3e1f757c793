package archsim.compression.train;

/**
 * Adam with the usual constants (beta 0.9 and 0.999, epsilon 1e-8) over compact parameters.
 *
 * <p>Parameters that may not move get no gradient, and so neither moments nor steps: pruned weights stay exactly zero.
 *
 * <p>Source: D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
 */
final class Adam {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] parameters;
    private final float[] momentum;
    private final float[] variance;
    private final float[] trainable;

    /** The arrays are shared with the owner and updated in place; {@code trainable} holds 1 or 0. */
    Adam(float[] parameters, float[] momentum, float[] variance, float[] trainable) {
        this.parameters = parameters;
        this.momentum = momentum;
        this.variance = variance;
        this.trainable = trainable;
    }

    /**
     * One step on parameters {@code from} up to but without {@code to}.
     *
     * @param gradient of the loss
     * @param step counted from 1
     */
    void update(float[] gradient, double learningRate, long step, int from, int to) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, (double) step)) / (1 - Math.pow(BETA1, (double) step));
        float rate = (float) (learningRate * correction);
        for (int i = from; i < to; i++) {
            float g = gradient[i] * trainable[i];
            float m = BETA1 * momentum[i] + (1 - BETA1) * g;
            float v = BETA2 * variance[i] + (1 - BETA2) * g * g;
            momentum[i] = m;
            variance[i] = v;
            parameters[i] -= rate * m / ((float) Math.sqrt(v) + EPSILON);
        }
    }
}
