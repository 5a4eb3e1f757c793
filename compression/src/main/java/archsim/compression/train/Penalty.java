package archsim.compression.train;

/** A pull on the parameters: ADMM's {@code rho/2 ||W - anchor||^2} with {@code anchor = Z - U}, or {@code rho |W|}. */
public final class Penalty {

    /** No pull. */
    public static final Penalty NONE = new Penalty(new float[0], new float[0]);

    private final float[] rho;
    private final float[] anchor;

    /**
     * ADMM's pull.
     *
     * @param rho one entry a compact parameter; 0 where nothing pulls, as on biases
     * @param anchor one entry a compact parameter
     */
    public Penalty(float[] rho, float[] anchor) {
        this.rho = rho.clone();
        this.anchor = anchor.clone();
    }

    /** {@code rho |W|}, whose pull is as strong at any distance; one entry a compact parameter. */
    public static Penalty l1(float[] rho) {
        return new Penalty(rho, new float[0]);
    }

    /** Adds the pull on parameters {@code from} up to but without {@code to} to {@code gradient}. */
    public void addTo(float[] gradient, float[] parameters, int from, int to) {
        if (anchor.length != 0) {
            for (int i = from; i < to; i++) {
                gradient[i] += rho[i] * (parameters[i] - anchor[i]);
            }
        } else if (rho.length != 0) {
            for (int i = from; i < to; i++) {
                gradient[i] += rho[i] * Math.signum(parameters[i]);
            }
        }
    }
}
