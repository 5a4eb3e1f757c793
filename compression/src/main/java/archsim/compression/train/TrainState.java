package archsim.compression.train;

/** Compact parameters with their optimiser's state: what training changes. */
public final class TrainState {

    private final Optimiser optimiser;
    private final float[] parameters;
    private final float[] momentum;
    private final float[] variance;
    private final float[] trainable;
    private long step;

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
        this.optimiser = optimiser;
        this.parameters = parameters;
        this.momentum = momentum;
        this.variance = variance;
        this.trainable = trainable;
        this.step = step;
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
    }
}
