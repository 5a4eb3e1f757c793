package archsim.sweep.study;

import archsim.base.json.Range;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A line of a published table of compressed models; absent is what the table does not print.
 *
 * @param method as the table calls it
 * @param compared whether this is the line that a study's own model is held against
 * @param accuracyPercent on the test set, 0 to 100
 * @param pruneRate weights before over weights after
 * @param weights that are left
 * @param weightBits width of a weight
 * @param weightBytes of the values alone
 * @param indexBits width of a relative index
 * @param relativeBytes of values and relative indices
 * @param absoluteBytes of values and absolute indices
 * @param compressionRate bytes of the dense 32-bit weights over {@code relativeBytes}
 * @param remark what is odd about the line
 */
public record PublishedRow(
        Category category,
        String method,
        Optional<Boolean> compared,
        @Range(min = 0, max = 100) OptionalDouble accuracyPercent,
        @Range(min = 1, max = 1_000_000) double pruneRate,
        @Range(min = 1, max = 1_000_000_000_000L) OptionalLong weights,
        @Range(min = 1, max = 32) OptionalInt weightBits,
        @Range(min = 1, max = 1_000_000_000_000L) OptionalLong weightBytes,
        @Range(min = 1, max = 32) OptionalInt indexBits,
        @Range(min = 1, max = 1_000_000_000_000L) OptionalLong relativeBytes,
        @Range(min = 1, max = 1_000_000_000_000L) OptionalLong absoluteBytes,
        @Range(min = 1, max = 1_000_000) OptionalDouble compressionRate,
        Optional<String> remark) {

    public PublishedRow {
        if (method.isBlank()) {
            throw new IllegalArgumentException("method must not be blank");
        }
    }

    boolean isCompared() {
        return compared.orElse(false);
    }
}
