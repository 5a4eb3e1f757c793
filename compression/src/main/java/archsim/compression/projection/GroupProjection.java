package archsim.compression.projection;

import archsim.base.RootLocale;

/**
 * Projection of weights {@code [filters][channels][taps]} onto N:M sparsity: of each {@code m} input channels that follow
 * one another at most {@code n} weights stay, at every tap of every filter.
 *
 * <p>These are the weights that follow one another when the tensor is stored {@code [k][r][s][c]}; in a fully connected
 * layer, where {@code taps} is 1, they do so as it is. A last group of {@code l < m} channels keeps {@code min(n, l)}.
 *
 * @param n weights of a group that may stay
 * @param m weights of a group
 */
public record GroupProjection(int n, int m) {

    public GroupProjection {
        if (n < 0 || m <= n) {
            throw new IllegalArgumentException(RootLocale.format("0 <= n < m must hold, was n=%d m=%d", n, m));
        }
    }

    /**
     * Which weights stay.
     *
     * @param values {@code [filters][channels][taps]}
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values, int channels, int taps) {
        boolean[] support = new boolean[values.length];
        for (int filter = 0; filter < values.length / (channels * taps); filter++) {
            for (int first = 0; first < channels; first += m) {
                double[] group = new double[Math.min(m, channels - first)];
                for (int tap = 0; tap < taps; tap++) {
                    int start = (filter * channels + first) * taps + tap;
                    for (int i = 0; i < group.length; i++) {
                        group[i] = Math.abs(values[start + i * taps]);
                    }
                    boolean[] kept = Ranking.largest(group, n);
                    for (int i = 0; i < group.length; i++) {
                        support[start + i * taps] = kept[i];
                    }
                }
            }
        }
        return support;
    }
}
