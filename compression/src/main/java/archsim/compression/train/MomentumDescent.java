package archsim.compression.train;

/**
 * Stochastic gradient descent with momentum: {@code m = momentum m + g}, then {@code w -= rate m}.
 *
 * @param momentum 0 up to but without 1
 */
public record MomentumDescent(double momentum) implements Optimiser {

    public MomentumDescent {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be 0 up to but without 1, was " + momentum);
        }
    }

    @Override
    public void update(TrainState state, float[] gradient, double learningRate, int from, int to) {
        float keep = (float) momentum;
        float rate = (float) learningRate;
        float[] parameters = state.parameters();
        float[] moments = state.momentum();
        float[] trainable = state.trainable();
        for (int i = from; i < to; i++) {
            moments[i] = keep * moments[i] + gradient[i] * trainable[i];
            parameters[i] -= rate * moments[i];
        }
    }
}
