package archsim.compression.train;

/**
 * Adam with the usual constants: beta 0.9 and 0.999, epsilon 1e-8.
 *
 * <p>Source: D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
 */
public record Adam() implements Optimiser {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    @Override
    public void update(TrainState state, float[] gradient, double learningRate, int from, int to) {
        double step = (double) state.step();
        double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        float rate = (float) (learningRate * correction);
        float[] parameters = state.parameters();
        float[] momentum = state.momentum();
        float[] variance = state.variance();
        float[] trainable = state.trainable();
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
