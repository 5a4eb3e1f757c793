package archsim.compression.config;

import archsim.base.json.Range;
import archsim.compression.projection.EqualDistanceLevels;
import archsim.compression.projection.Levels;
import archsim.compression.projection.SymmetricLevels;
import java.util.List;
import java.util.Optional;

/**
 * How weights become integer levels.
 *
 * @param grid of levels
 * @param bits of a level
 * @param admm pull towards the levels before any weight is fixed; absent for none
 * @param steps shares of the weights to fix, rising to 1, each followed by retraining of the rest
 */
public record Quantisation(
        Grid grid, @Range(min = 2, max = 8) int bits, Optional<Admm> admm, List<Step> steps) {

    /** Which levels there are. */
    public enum Grid {
        /** Without zero, {@code -2^(bits-1)} to {@code 2^(bits-1)}: for pruned layers. */
        EQUAL_DISTANCE,
        /** With zero, {@code -(2^(bits-1)-1)} to {@code 2^(bits-1)-1}: for dense layers. */
        SYMMETRIC
    }

    /**
     * One step of partial quantisation.
     *
     * @param share of a layer's weights that are fixed, nearest to their levels first
     * @param retraining of the others and of the biases
     */
    public record Step(@Range(min = 0, max = 1) double share, Training retraining) {}

    public Quantisation {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).share() < steps.get(i - 1).share()) {
                throw new IllegalArgumentException("steps must have rising shares, was %s after %s"
                        .formatted(steps.get(i).share(), steps.get(i - 1).share()));
            }
        }
        if (steps.isEmpty() || steps.get(steps.size() - 1).share() != 1) {
            throw new IllegalArgumentException("steps must end with share 1");
        }
    }

    /** The grid with its bits. */
    public Levels levels() {
        return grid == Grid.SYMMETRIC ? new SymmetricLevels(bits) : new EqualDistanceLevels(bits);
    }
}
