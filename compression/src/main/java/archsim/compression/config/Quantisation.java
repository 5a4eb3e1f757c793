package archsim.compression.config;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.compression.projection.EqualDistanceLevels;
import archsim.compression.projection.Levels;
import archsim.compression.projection.MidTreadLevels;
import archsim.compression.projection.SymmetricLevels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How weights become integer levels.
 *
 * @param grid of levels
 * @param bits of a level
 * @param layerBits of layers that have others
 * @param admm pull towards the levels before any weight is fixed; absent for none
 * @param ternary training with ternary weights whose thresholds learn, after which all weights are fixed; absent for none
 * @param steps shares of the weights to fix, rising to 1, each followed by retraining of the rest
 */
public record Quantisation(
        Grid grid,
        @Range(min = 1, max = 8) int bits,
        @Range(min = 1, max = 8) Optional<Map<String, Integer>> layerBits,
        Optional<Admm> admm,
        Optional<Ternary> ternary,
        List<Step> steps) {

    /** Which levels there are. */
    public enum Grid {
        /** Without zero, {@code -2^(bits-1)} to {@code 2^(bits-1)}: for pruned layers; binary at 1 bit. */
        EQUAL_DISTANCE,
        /**
         * With zero, {@code -(2^(bits-1)-1)} to {@code 2^(bits-1)-1}, at the interval of least squared error: ternary at
         * 2 bits. What becomes zero is pruned.
         */
        MID_TREAD,
        /** The same levels, the largest weight at the last one: for dense layers. */
        SYMMETRIC
    }

    /**
     * One step of partial quantisation.
     *
     * @param share of a layer's weights that are fixed, nearest to their levels first
     * @param retraining of the others and of the biases
     */
    public record Step(@Range(min = 0, max = 1) double share, Training retraining) {}

    /**
     * Ternary weights by truncated Gaussians: {@link archsim.compression.projection.TruncatedGaussian}.
     *
     * @param start threshold of each layer over its largest weight; 0.05 if absent
     * @param thresholdRate learning rate of thresholds over that of weights; 0.1 if absent
     */
    public record Ternary(
            @Range(min = 0, max = 1) OptionalDouble start,
            @Range(min = 0, max = 1000) OptionalDouble thresholdRate,
            Training training) {

        private static final double USUAL_START = 0.05;
        private static final double USUAL_RATE = 0.1;

        /** {@link #start}, or what stands for it. */
        public double startOrUsual() {
            return start.orElse(USUAL_START);
        }

        /** {@link #thresholdRate}, or what stands for it. */
        public double thresholdRateOrUsual() {
            return thresholdRate.orElse(USUAL_RATE);
        }
    }

    public Quantisation {
        layerBits = layerBits.map(bitsOf -> Collections.unmodifiableMap(new LinkedHashMap<>(bitsOf)));
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).share() < steps.get(i - 1).share()) {
                throw new IllegalArgumentException(RootLocale.format(
                        "steps must have rising shares, was %s after %s",
                        steps.get(i).share(), steps.get(i - 1).share()));
            }
        }
        if (steps.isEmpty() || steps.get(steps.size() - 1).share() != 1) {
            throw new IllegalArgumentException("steps must end with share 1");
        }
        boolean oneBit = bits == 1 || layerBits.orElse(Map.of()).containsValue(1);
        if (oneBit && grid != Grid.EQUAL_DISTANCE) {
            throw new IllegalArgumentException("bits must be at least 2 for levels with zero, was 1");
        }
    }

    /** Whether all layers have the levels -1, 0 and 1 at an interval of their own. */
    boolean isTernary() {
        return grid == Grid.MID_TREAD
                && bits == 2
                && layerBits.orElse(Map.of()).values().stream().allMatch(b -> b == 2);
    }

    /** The grid of a layer with its bits. */
    public Levels levels(String layer) {
        int width = layerBits.orElse(Map.of()).getOrDefault(layer, bits);
        return switch (grid) {
            case EQUAL_DISTANCE -> new EqualDistanceLevels(width);
            case MID_TREAD -> new MidTreadLevels(width);
            case SYMMETRIC -> new SymmetricLevels(width);
        };
    }
}
