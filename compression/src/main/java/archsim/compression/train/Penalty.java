package archsim.compression.train;

/** ADMM's pull on the parameters, {@code rho/2 ||W - anchor||^2} with {@code anchor = Z - U}. */
public final class Penalty {

    /** No pull. */
    public static final Penalty NONE = new Penalty(new float[0], new float[0]);

    private final float[] rho;
    private final float[] anchor;

    /**
     * @param rho one entry a compact parameter; 0 where nothing pulls, as on biases
     * @param anchor one entry a compact parameter
     */
    public Penalty(float[] rho, float[] anchor) {
        this.rho = rho.clone();
        this.anchor = anchor.clone();
    }

    /** Adds the pull on parameters {@code from} up to but without {@code to} to {@code gradient}. */
    void addTo(float[] gradient, float[] parameters, int from, int to) {
        if (rho.length != 0) {
            for (int i = from; i < to; i++) {
                gradient[i] += rho[i] * (parameters[i] - anchor[i]);
            }
        }
    }
}
