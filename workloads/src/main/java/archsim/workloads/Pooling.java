package archsim.workloads;

import archsim.base.RootLocale;
import jakarta.json.bind.annotation.JsonbCreator;
import java.util.OptionalInt;

/**
 * Pooling fused behind a layer, by maximum or average: only the pooled outputs are written.
 *
 * @param window side of the square window
 * @param stride step of the window
 * @param padding positions by which windows may overhang on all four sides, less than the window; 0 if absent. A pooling
 *     that rounds its extent up, as Caffe does, is one whose windows overhang on one side only
 */
public record Pooling(int window, int stride, OptionalInt padding) {

    @JsonbCreator
    public Pooling {
        if (window < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    RootLocale.format("window and stride must be at least 1, was window=%d stride=%d", window, stride));
        }
        if (padding.isPresent() && (padding.getAsInt() < 0 || padding.getAsInt() >= window)) {
            throw new IllegalArgumentException(
                    RootLocale.format("padding must be 0 to %d, was %d", window - 1, padding.getAsInt()));
        }
    }

    /** Pooling whose windows do not overhang. */
    public Pooling(int window, int stride) {
        this(window, stride, OptionalInt.empty());
    }

    /** Pooled length of an axis of {@code extent}; only whole windows count. */
    public int pooled(int extent) {
        return (int) (Math.max(0, extent + 2L * padding.orElse(0) - window) / stride + 1);
    }
}
