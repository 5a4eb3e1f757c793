package archsim.workloads;

/**
 * Maximum pooling fused behind a layer: only the pooled outputs are written.
 *
 * @param window side of the square window
 * @param stride step of the window
 */
public record Pooling(int window, int stride) {

    public Pooling {
        if (window < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "window and stride must be at least 1, was window=%d stride=%d".formatted(window, stride));
        }
    }

    /** Pooled length of an axis of {@code extent}; only whole windows count. */
    public int pooled(int extent) {
        return Math.max(0, extent - window) / stride + 1;
    }
}
