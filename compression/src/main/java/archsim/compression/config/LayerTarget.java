package archsim.compression.config;

import archsim.base.json.Range;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much of a layer may stay.
 *
 * @param keep weights, for the non-structured scheme
 * @param filters rows of the weight matrix, for the filter and column-filter schemes; all if absent
 * @param columns columns of the weight matrix, for the column and column-filter schemes; all if absent
 * @param channels of the input, for the channel scheme
 * @param kernels two-dimensional slices, one a filter and channel, for the pattern scheme; all if absent
 * @param rate all over kept, in the place of the one count that the scheme takes; absent if a count is given
 */
public record LayerTarget(
        @Range(min = 1) OptionalInt keep,
        @Range(min = 1) OptionalInt filters,
        @Range(min = 1) OptionalInt columns,
        @Range(min = 1) OptionalInt channels,
        @Range(min = 1) OptionalInt kernels,
        @Range(min = 1) OptionalDouble rate) {

    public LayerTarget {
        boolean counts = keep.isPresent()
                || filters.isPresent()
                || columns.isPresent()
                || channels.isPresent()
                || kernels.isPresent();
        if (rate.isPresent() && counts) {
            throw new IllegalArgumentException("either a rate or counts must be given, and not both");
        }
    }

    /** At most {@code weights} weights. */
    public static LayerTarget keeping(int weights) {
        return new LayerTarget(
                OptionalInt.of(weights),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    /** At most {@code filters} rows and {@code columns} columns of the weight matrix. */
    public static LayerTarget matrix(int filters, int columns) {
        return new LayerTarget(
                OptionalInt.empty(),
                OptionalInt.of(filters),
                OptionalInt.of(columns),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    /** Counts without a rate. */
    LayerTarget with(OptionalInt rows, OptionalInt width, OptionalInt inputs, OptionalInt slices) {
        return new LayerTarget(keep, rows, width, inputs, slices, OptionalDouble.empty());
    }
}
