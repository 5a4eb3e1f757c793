package archsim.workloads;

import archsim.base.RootLocale;
import archsim.base.VisibleText;
import java.util.Optional;
import java.util.Set;

/**
 * A layer that multiplies.
 *
 * <p>A matrix product of {@code rows x reduction} activations with a {@code reduction x columns} matrix is a 1 x 1
 * convolution over {@code h * w = rows} positions with {@code c = reduction} and {@code k = columns}; independent heads
 * are groups. Rows have no neighbours, so they are arranged as square as their number allows: machines that give each PE
 * a part of the map can then use all of them. In an {@link LayerKind#ACTIVATION_PRODUCT} the second matrix takes the weights' place, {@code
 * [head * columns][reduction]}, though it is computed and not stored with the model.
 *
 * @param name unique in its network; not blank, at most {@link #LONGEST_NAME} characters, all of them visible, nor that of
 *     a sum in tables
 * @param shape loop bounds
 * @param kind what is multiplied
 * @param pooling what follows before the outputs are written
 */
public record Layer(String name, LayerShape shape, LayerKind kind, Optional<Pooling> pooling) {

    /** Longest name of a layer or a workload, in characters. */
    public static final int LONGEST_NAME = 4_096;

    private static final Set<String> SUMS = Set.of("total", "CONV");

    public Layer {
        requireName(name);
        if (kind == LayerKind.CONVOLUTION && shape.isFullyConnected()) {
            throw new IllegalArgumentException(name + " has one position and a 1 x 1 filter: it is linear");
        }
    }

    /**
     * Refuses what no layer can be called: nothing, or as a line that sums several layers in tables.
     *
     * @throws IllegalArgumentException if {@code name} is blank or that of a sum
     */
    public static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a layer needs a name");
        }
        if (SUMS.contains(name)) {
            throw new IllegalArgumentException(
                    "the name of a layer must not be that of a sum of layers in tables, was \"" + name + "\"");
        }
        if (name.length() > LONGEST_NAME || !VisibleText.isVisible(name)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a layer's name must have at most %d characters and no control characters, was %s",
                    LONGEST_NAME, VisibleText.of(name.substring(0, Math.min(name.length(), LONGEST_NAME)))));
        }
    }

    /** A convolution, or where there is one position and one offset only, a fully connected layer. */
    public Layer(String name, LayerShape shape, Optional<Pooling> pooling) {
        this(name, shape, shape.isFullyConnected() ? LayerKind.LINEAR : LayerKind.CONVOLUTION, pooling);
    }

    /** A convolution or fully connected layer whose outputs are written as they are. */
    public Layer(String name, LayerShape shape) {
        this(name, shape, Optional.empty());
    }

    /** The same layer under another name. */
    public Layer named(String other) {
        return new Layer(other, shape, kind, pooling);
    }

    /**
     * The same layer on {@code images} images, or of an {@link LayerKind#ACTIVATION_PRODUCT} on as many sequences: keys and
     * values belong to their sequence, so each brings its own groups with their own operand in the weights' place.
     */
    public Layer withBatch(int images) {
        return new Layer(name, hasParameters() ? shape.withBatch(images) : shape.repeated(images), kind, pooling);
    }

    /** Whether a batch of {@code images} would need more weights, inputs or outputs than a mask can hold. */
    public boolean isTooLargeFor(int images) {
        try {
            return withBatch(images).shape().isTooLarge();
        } catch (ArithmeticException e) {
            return true;
        }
    }

    /** Activations written after pooling. */
    public long writtenOutputs() {
        long positions = pooling.map(pool -> (long) pool.pooled(shape.p()) * pool.pooled(shape.q()))
                .orElse((long) shape.p() * shape.q());
        return Math.multiplyExact((long) shape.n() * shape.k(), positions);
    }

    /** Whether the layer counts as CONV in the field's tables. */
    public boolean isConvolution() {
        return kind == LayerKind.CONVOLUTION;
    }

    /** Whether the operand in the weights' place belongs to the model, so that it can be stored and pruned. */
    public boolean hasParameters() {
        return kind != LayerKind.ACTIVATION_PRODUCT;
    }

    /** Weights that belong to the model: none where activations take their place. */
    public long parameters() {
        return hasParameters() ? shape.weights() : 0;
    }
}
