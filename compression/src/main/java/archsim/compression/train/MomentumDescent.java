package archsim.compression.train;

/**
 * Stochastic gradient descent with momentum: {@code m = momentum m + g}, then {@code w -= rate m}, or with a look ahead
 * {@code w -= rate (g + momentum m)}.
 *
 * <p>Source: I. Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013, in the
 * form of PyTorch's {@code SGD}.
 *
 * @param momentum 0 up to but without 1
 * @param nesterov whether it looks ahead
 */
public record MomentumDescent(double momentum, boolean nesterov) implements Optimiser {

    public MomentumDescent {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be 0 up to but without 1, was " + momentum);
        }
    }

    /** Without a look ahead. */
    public MomentumDescent(double momentum) {
        this(momentum, false);
    }

    @Override
    public void update(TrainState state, float[] gradient, double learningRate, int from, int to) {
        float keep = (float) momentum;
        float rate = (float) learningRate;
        float[] parameters = state.parameters();
        float[] moments = state.momentum();
        float[] trainable = state.trainable();
        for (int i = from; i < to; i++) {
            float g = gradient[i] * trainable[i];
            moments[i] = keep * moments[i] + g;
            parameters[i] -= rate * (nesterov ? g + keep * moments[i] : moments[i]);
        }
    }
}
