package archsim.compression.projection;

/**
 * Projection onto few non-zero kernels of any size: connectivity pruning.
 *
 * @param kernels that may stay
 */
public record KernelProjection(int kernels) {

    public KernelProjection {
        if (kernels < 0) {
            throw new IllegalArgumentException("kernels must be at least 0, was " + kernels);
        }
    }

    /**
     * Which weights stay.
     *
     * @param values {@code [filters][channels][taps]}
     * @param taps weights of one kernel
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values, int taps) {
        double[] energy =
                SquaredNorms.squares(values, values.length / taps, taps).sum(1).toDoubleVector();
        boolean[] kept = Ranking.largest(energy, kernels);
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = kept[i / taps];
        }
        return support;
    }
}
