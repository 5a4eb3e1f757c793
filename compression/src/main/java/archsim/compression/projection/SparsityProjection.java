package archsim.compression.projection;

/**
 * Projection onto tensors with at most {@code keep} non-zeros: non-structured pruning.
 *
 * <p>Source: T. Zhang et al., "A Systematic DNN Weight Pruning Framework using Alternating Direction Method of
 * Multipliers", ECCV 2018.
 *
 * @param keep weights that may stay
 */
public record SparsityProjection(int keep) {

    public SparsityProjection {
        if (keep < 0) {
            throw new IllegalArgumentException("keep must be at least 0, was " + keep);
        }
    }

    /**
     * Which of {@code values} stay: the largest magnitudes, {@code min(keep, length)} of them.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values) {
        double[] magnitudes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        return Ranking.largest(magnitudes, keep);
    }
}
