package archsim.compression.config;

import archsim.base.json.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many weights may stay in several layers together; which layer keeps how many is found by ranking their weights.
 *
 * @param keep weights; absent if {@code rate} is given
 * @param rate dense weights of these layers over kept ones; absent if {@code keep} is given
 * @param layers that share the weights; all without a target of their own if absent
 */
public record Total(
        @Range(min = 1) OptionalInt keep, @Range(min = 1) OptionalDouble rate, Optional<List<String>> layers) {

    public Total {
        if (keep.isPresent() == rate.isPresent()) {
            throw new IllegalArgumentException("either keep or rate must be given, and not both");
        }
        layers = layers.map(List::copyOf);
    }

    /** Weights that may stay of {@code dense}: at least one. */
    public int keepOf(int dense) {
        return keep.orElseGet(() -> (int) Math.max(1, Math.round(dense / rate.getAsDouble())));
    }
}
