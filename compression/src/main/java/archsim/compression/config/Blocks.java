package archsim.compression.config;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.workloads.BlockPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Pruning in blocks.
 *
 * @param pattern blocks, and weights in what stays of them
 * @param rate weights before over weights after, of blocks anywhere; the pattern says it of others
 * @param layers that are pruned so; all if absent
 */
public record Blocks(
        BlockPattern pattern, @Range(min = 1, max = 1e6) OptionalDouble rate, Optional<List<String>> layers) {

    public Blocks {
        new ComponentFaults()
                .require(rate.isPresent() || !pattern.isAnywhere(), "rate", "is missing: blocks may stay anywhere")
                .require(rate.isEmpty() || pattern.isAnywhere(), "rate", "must be left out: %s says it", pattern)
                .throwIfAny();
        layers = layers.map(List::copyOf);
    }

    /** Weights before over weights after. */
    public double allRate() {
        return rate.orElse(1 / pattern.density());
    }
}
