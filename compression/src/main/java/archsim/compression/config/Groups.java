package archsim.compression.config;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import java.util.List;
import java.util.Optional;

/**
 * N:M pruning: of each {@code m} weights at most {@code n} stay.
 *
 * @param n weights of a group that stay
 * @param m weights of a group
 * @param layers that are pruned so; all if absent
 */
public record Groups(
        @Range(min = 1, max = 255) int n,
        @Range(min = 2, max = 256) int m,
        Optional<List<String>> layers) {

    public Groups {
        if (n >= m) {
            throw new IllegalArgumentException(RootLocale.format("n must be less than m, was n=%d m=%d", n, m));
        }
        layers = layers.map(List::copyOf);
    }
}
