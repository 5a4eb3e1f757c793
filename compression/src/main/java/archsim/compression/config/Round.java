package archsim.compression.config;

import archsim.workloads.Scheme;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One round of pruning: ADMM, then mapping onto the set, then retraining of what is left.
 *
 * @param layers targets by layer; a layer that is not named here nor below is not pruned in this round
 * @param admm regularisation before the mapping
 * @param retraining after it
 * @param scheme of this round if it is not the run's: single weights can be pruned inside a structured network
 * @param total weights of several layers together, for the non-structured scheme
 * @param groups of N:M, for the nm scheme
 * @param patterns for the pattern scheme
 * @param blocks for the block scheme
 */
public record Round(
        Map<String, LayerTarget> layers,
        Admm admm,
        Training retraining,
        Optional<Scheme> scheme,
        Optional<Total> total,
        Optional<Groups> groups,
        Optional<Patterns> patterns,
        Optional<Blocks> blocks) {

    public Round {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /** The same with other targets. */
    Round withLayers(Map<String, LayerTarget> other) {
        return new Round(other, admm, retraining, scheme, total, groups, patterns, blocks);
    }

    /** A round of targets by layer in the run's own scheme. */
    public static Round of(Map<String, LayerTarget> layers, Admm admm, Training retraining) {
        return new Round(
                layers,
                admm,
                retraining,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
