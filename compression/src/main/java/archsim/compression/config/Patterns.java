package archsim.compression.config;

import archsim.base.RootLocale;
import java.util.List;
import java.util.Optional;

/**
 * Pattern pruning of 3 x 3 kernels: each keeps the centre and three other weights, in one of a library of ways.
 *
 * @param libraries sizes of the library during a round's ADMM, not rising, each for an equal share of its
 *     iterations: {@code [56, 12, 8]} starts from all patterns and shrinks twice to the most frequent ones
 * @param layers whose kernels get patterns; all with 3 x 3 kernels if absent
 */
public record Patterns(List<Integer> libraries, Optional<List<String>> layers) {

    /** Patterns of four weights with the centre, {@code 8! / (3! 5!)}. */
    private static final int ALL = 56;

    public Patterns {
        libraries = List.copyOf(libraries);
        int before = ALL;
        for (int size : libraries) {
            if (size < 1 || size > before) {
                throw new IllegalArgumentException(
                        RootLocale.format("libraries must be 1 to %d and not rise, was %s", ALL, libraries));
            }
            before = size;
        }
        if (libraries.isEmpty()) {
            throw new IllegalArgumentException("libraries must name at least one size");
        }
        layers = layers.map(List::copyOf);
    }
}
