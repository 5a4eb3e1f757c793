package archsim.compression.config;

import archsim.base.json.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * ADMM iterations: epochs of training that is pulled towards a set, then a step of {@code Z} and {@code U}.
 *
 * @param iterations steps of {@code Z} and {@code U}
 * @param epochsPerIteration of training before each of them
 * @param rhoStart strength of the pull in the first iteration
 * @param rhoGrowth what it is multiplied by after each iteration
 * @param learningRate of Adam at the start
 * @param finalLearningRate of Adam at the end, reached along half a cosine
 * @param layerRho what {@code rho} is multiplied by in single layers; 1 in all others
 */
public record Admm(
        @Range(min = 1, max = 1000) int iterations,
        @Range(min = 1, max = 1000) int epochsPerIteration,
        @Range(min = 1e-9, max = 1e3) double rhoStart,
        @Range(min = 1, max = 100) double rhoGrowth,
        @Range(min = 0, max = 1) double learningRate,
        @Range(min = 0, max = 1) double finalLearningRate,
        @Range(min = 1e-3, max = 1e3) Optional<Map<String, Double>> layerRho) {

    public Admm {
        layerRho = layerRho.map(factors -> Collections.unmodifiableMap(new LinkedHashMap<>(factors)));
    }

    /** With one {@code rho} for all layers. */
    public static Admm of(
            int iterations,
            int epochsPerIteration,
            double rhoStart,
            double rhoGrowth,
            double learningRate,
            double finalLearningRate) {
        return new Admm(
                iterations, epochsPerIteration, rhoStart, rhoGrowth, learningRate, finalLearningRate, Optional.empty());
    }

    /** What {@code rho} is multiplied by in {@code layer}. */
    public double rhoFactor(String layer) {
        return layerRho.orElse(Map.of()).getOrDefault(layer, 1.0);
    }

    /** The training between the steps, as one piece. */
    public Training training() {
        return new Training(iterations * epochsPerIteration, learningRate, finalLearningRate);
    }
}
