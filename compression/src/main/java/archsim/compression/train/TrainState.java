package archsim.compression.train;

import java.util.Optional;

/** Compact parameters with their optimiser's state: what training changes. */
public final class TrainState {

    private final Optimiser optimiser;
    private final float[] parameters;
    private final float[] momentum;
    private final float[] variance;
    private final float[] trainable;
    private final Optional<Average> average;
    private final Optional<TernaryWeights> ternary;
    private long step;

    /** An average that keeps the share {@code keep} at each step. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Average(float[] values, double keep) {}

    /** Training by Adam. */
    public TrainState(float[] parameters, float[] momentum, float[] variance, float[] trainable, long step) {
        this(new Adam(), parameters, momentum, variance, trainable, step);
    }

    /**
     * Takes the arrays over.
     *
     * @param trainable 1 for parameters that may move, else 0
     * @param step updates made so far
     */
    public TrainState(
            Optimiser optimiser, float[] parameters, float[] momentum, float[] variance, float[] trainable, long step) {
        this(optimiser, parameters, momentum, variance, trainable, step, Optional.empty(), Optional.empty());
    }

    private TrainState(
            Optimiser optimiser,
            float[] parameters,
            float[] momentum,
            float[] variance,
            float[] trainable,
            long step,
            Optional<Average> average,
            Optional<TernaryWeights> ternary) {
        this.average = average;
        this.ternary = ternary;
        this.optimiser = optimiser;
        this.parameters = parameters;
        this.momentum = momentum;
        this.variance = variance;
        this.trainable = trainable;
        this.step = step;
    }

    /**
     * The same state, which shares its arrays, with an average of the parameters: after step {@code t} it keeps
     * {@code min(keep, (1 + t) / (10 + t))} of itself and takes the rest from them. Parameters that may not move are copied.
     *
     * <p>Source: B. Polyak, A. Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992; the exponential
     * form and its start are those of TensorFlow's {@code ExponentialMovingAverage}.
     *
     * @param values the average so far; taken over
     * @param keep 0 up to but without 1
     */
    public TrainState averaging(float[] values, double keep) {
        if (!(keep >= 0 && keep < 1)) {
            throw new IllegalArgumentException("an average keeps 0 up to but without 1 of itself, was " + keep);
        }
        return new TrainState(
                optimiser,
                parameters,
                momentum,
                variance,
                trainable,
                step,
                Optional.of(new Average(values, keep)),
                ternary);
    }

    /** The same state, which shares its arrays, of a network that computes with {@code shown} weights. */
    public TrainState showing(TernaryWeights shown) {
        return new TrainState(optimiser, parameters, momentum, variance, trainable, step, average, Optional.of(shown));
    }

    /** The average of the parameters, if there is one; shared. */
    public Optional<float[]> averaged() {
        return average.map(Average::values);
    }

    /** Shared, not a copy. */
    public float[] parameters() {
        return parameters;
    }

    /** First moments; shared. */
    public float[] momentum() {
        return momentum;
    }

    /** Second moments; shared. */
    public float[] variance() {
        return variance;
    }

    /** What the network computes with, if not with its weights. */
    Optional<TernaryWeights> ternary() {
        return ternary;
    }

    float[] trainable() {
        return trainable;
    }

    /** Updates made so far. */
    public long step() {
        return step;
    }

    void countStep() {
        step++;
    }

    void update(float[] gradient, double learningRate, int from, int to) {
        optimiser.update(this, gradient, learningRate, from, to);
        average.ifPresent(kept -> follow(kept, from, to));
    }

    private void follow(Average kept, int from, int to) {
        float keep = (float) Math.min(kept.keep(), (1.0 + step) / (10.0 + step));
        float[] values = kept.values();
        for (int i = from; i < to; i++) {
            values[i] = trainable[i] == 0 ? parameters[i] : keep * values[i] + (1 - keep) * parameters[i];
        }
    }
}
