package archsim.workloads.imports;

import archsim.base.RootLocale;
import java.util.List;

/** A tensor that a graph reads or makes, as numbers. Immutable. */
public final class GraphValue {

    private final List<Integer> shape;
    private final float[] values;

    private GraphValue(List<Integer> shape, float[] values) {
        long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (elements != values.length) {
            throw new IllegalArgumentException(
                    RootLocale.format("a tensor of shape %s cannot have %d elements", shape, values.length));
        }
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    /**
     * A tensor.
     *
     * @param shape outermost axis first
     * @param values as many as the shape has elements
     */
    public static GraphValue of(List<Integer> shape, float[] values) {
        return new GraphValue(shape, values.clone());
    }

    /** Extents, outermost axis first. */
    public List<Integer> shape() {
        return shape;
    }

    /** Elements. */
    public int size() {
        return values.length;
    }

    /** Element {@code index} in row-major order. */
    public float value(int index) {
        return values[index];
    }

    /** A copy of the elements. */
    public float[] toFloats() {
        return values.clone();
    }

    /** Part {@code index} of equal parts of {@code partShape} that follow one another. */
    GraphValue part(int index, List<Integer> partShape) {
        int size = partShape.stream().reduce(1, Math::multiplyExact);
        float[] part = new float[size];
        System.arraycopy(values, index * size, part, 0, size);
        return new GraphValue(partShape, part);
    }
}
