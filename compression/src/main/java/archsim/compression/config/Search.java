package archsim.compression.config;

import archsim.base.json.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Rounds that are found instead of given: the paper's heuristic of section IV-D.
 *
 * <p>Round 1 prunes {@code first} times as far as {@code prior}, round 2 {@code second} times as far as round 1, and each
 * later round {@code growth} times as far as the one before, as long as the validation accuracy holds; a round that does
 * not hold is taken back and ends the search.
 *
 * @param prior what earlier work keeps of each layer
 * @param first factor of the first round, 1.5 in the paper
 * @param second factor of the second round, 2 in the paper
 * @param growth factor of each later round
 * @param tolerance how far the validation accuracy after retraining may lie below that of the dense network, 0 to 1
 * @param maxRounds rounds after which the search ends in any case
 * @param admm of each round
 * @param retraining of each round
 */
public record Search(
        Map<String, LayerTarget> prior,
        @Range(min = 1, max = 100) double first,
        @Range(min = 1, max = 100) double second,
        @Range(min = 1.01, max = 100) double growth,
        @Range(min = 0, max = 1) double tolerance,
        @Range(min = 1, max = 100) int maxRounds,
        Admm admm,
        Training retraining) {

    public Search {
        prior = Collections.unmodifiableMap(new LinkedHashMap<>(prior));
    }

    /** The same from other targets. */
    Search withPrior(Map<String, LayerTarget> other) {
        return new Search(other, first, second, growth, tolerance, maxRounds, admm, retraining);
    }

    /** How many times as far as the prior round {@code number}, counted from 1, prunes. */
    public double factor(int number) {
        return number == 1 ? first : first * second * Math.pow(growth, number - 2.0);
    }

    /**
     * Round {@code number}: of filters and columns, where both are limited, each the square root of the factor fewer; at
     * least one of anything.
     */
    public Round round(int number) {
        double factor = factor(number);
        var layers = new LinkedHashMap<String, LayerTarget>();
        prior.forEach((name, target) -> layers.put(name, fewer(target, factor)));
        return Round.of(layers, admm, retraining);
    }

    private static LayerTarget fewer(LayerTarget target, double factor) {
        boolean both = target.filters().isPresent() && target.columns().isPresent();
        double side = both ? Math.sqrt(factor) : factor;
        return new LayerTarget(
                fewer(target.keep(), factor),
                fewer(target.filters(), side),
                fewer(target.columns(), side),
                fewer(target.channels(), factor),
                fewer(target.kernels(), factor),
                OptionalDouble.empty());
    }

    private static OptionalInt fewer(OptionalInt count, double factor) {
        return count.isPresent()
                ? OptionalInt.of((int) Math.max(1, Math.round(count.getAsInt() / factor)))
                : OptionalInt.empty();
    }
}
