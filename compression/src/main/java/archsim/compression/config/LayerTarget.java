package archsim.compression.config;

import archsim.base.json.Range;
import java.util.OptionalInt;

/**
 * How much of a layer may stay.
 *
 * @param keep weights, for the non-structured scheme
 * @param filters rows of the weight matrix, for the column-filter scheme; all if absent
 * @param columns columns of the weight matrix, for the column-filter scheme; all if absent
 */
public record LayerTarget(
        @Range(min = 1) OptionalInt keep,
        @Range(min = 1) OptionalInt filters,
        @Range(min = 1) OptionalInt columns) {}
