package archsim.workloads;

import java.util.Optional;

/**
 * A layer that multiplies.
 *
 * @param name unique in its network; not blank
 * @param shape loop bounds
 * @param pooling what follows before the outputs are written
 */
public record Layer(String name, LayerShape shape, Optional<Pooling> pooling) {

    public Layer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a layer needs a name");
        }
    }

    /** A layer whose outputs are written as they are. */
    public Layer(String name, LayerShape shape) {
        this(name, shape, Optional.empty());
    }

    /** The same layer on {@code images} images. */
    public Layer withBatch(int images) {
        return new Layer(name, shape.withBatch(images), pooling);
    }

    /** Activations written after pooling. */
    public long writtenOutputs() {
        long positions = pooling.map(pool -> (long) pool.pooled(shape.p()) * pool.pooled(shape.q()))
                .orElse((long) shape.p() * shape.q());
        return Math.multiplyExact((long) shape.n() * shape.k(), positions);
    }

    /** Whether the layer counts as CONV in the field's tables. */
    public boolean isConvolution() {
        return !shape.isFullyConnected();
    }
}
