package archsim.compression.train;

/** Compact parameters with their optimiser's state: what training changes. */
public final class TrainState {

    private final float[] parameters;
    private final float[] momentum;
    private final float[] variance;
    private final Adam adam;
    private long step;

    /**
     * Takes the arrays over.
     *
     * @param trainable 1 for parameters that may move, else 0
     * @param step updates made so far
     */
    public TrainState(float[] parameters, float[] momentum, float[] variance, float[] trainable, long step) {
        this.parameters = parameters;
        this.momentum = momentum;
        this.variance = variance;
        this.adam = new Adam(parameters, momentum, variance, trainable);
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

    /** Updates made so far. */
    public long step() {
        return step;
    }

    void countStep() {
        step++;
    }

    void update(float[] gradient, double learningRate, int from, int to) {
        adam.update(gradient, learningRate, step, from, to);
    }
}
