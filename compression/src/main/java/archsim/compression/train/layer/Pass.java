package archsim.compression.train.layer;

/** What the operations of one slice share while a batch goes through. */
public final class Pass {

    private final float[] parameters;
    private final float[] gradient;
    private final boolean training;
    private final long seed;

    /**
     * Shares the arrays.
     *
     * @param parameters compact ones of the network
     * @param gradient by them, of this slice
     * @param training whether batch statistics and dropout are in force
     * @param seed of this batch and slice
     */
    public Pass(float[] parameters, float[] gradient, boolean training, long seed) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.training = training;
        this.seed = seed;
    }

    float[] parameters() {
        return parameters;
    }

    float[] gradient() {
        return gradient;
    }

    boolean training() {
        return training;
    }

    long seed() {
        return seed;
    }
}
