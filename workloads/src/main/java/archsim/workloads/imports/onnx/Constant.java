package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * A tensor whose values the file gives: stored, or computed from stored ones by nodes that read nothing else.
 *
 * <p>Large ones are views, computed element by element when they are asked for; small ones are kept.
 *
 * @param name of the stored tensor that it comes from
 * @param type of the elements
 * @param shape fewer than 2^31 elements
 * @param at an element by its place in row-major order
 * @param cost look-ups that one element takes
 * @param quantised the integers behind dequantised values
 */
record Constant(
        String name, DataType type, Shape shape, IntToDoubleFunction at, int cost, Optional<Quantised> quantised) {

    /** Values computed from more look-ups are not followed: chains of views could double with each node. */
    static final int MOST_COST = 64;

    private static final int KEPT_ELEMENTS = 4096;

    /**
     * What was dequantised.
     *
     * @param levels integers less their zero point, so that a zero is a zero
     * @param scale one number, or one for each place of {@code axis}
     * @param axis that scales differ along
     * @param codes that the integers were stored as, where they are fewer than 8 bits, groups have scales of their own, or less
     *     their zero point they would need a further bit
     */
    record Quantised(Constant levels, Constant scale, int axis, Optional<Codes> codes) {

        Quantised with(Constant other, int along) {
            return new Quantised(other, scale, along, codes);
        }
    }

    Constant {
        if (shape.elements() > Integer.MAX_VALUE) {
            throw new GraphFault("must have tensors of fewer than 2^31 elements, was %s", shape);
        }
    }

    static Constant of(String name, DataType type, Shape shape, IntToDoubleFunction at, int cost) {
        if (shape.elements() > KEPT_ELEMENTS || cost < 2) {
            return new Constant(name, type, shape, at, cost, Optional.empty());
        }
        double[] kept = new double[(int) shape.elements()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = at.applyAsDouble(i);
        }
        return new Constant(name, type, shape, i -> kept[i], 1, Optional.empty());
    }

    /** A list of whole numbers. */
    static Constant ofList(List<Long> numbers) {
        List<Long> kept = List.copyOf(numbers);
        return of("", DataType.INT64, Shape.of(kept.size()), i -> kept.get(i), 1);
    }

    int size() {
        return (int) shape.elements();
    }

    double value(int index) {
        return at.applyAsDouble(index);
    }

    List<Long> integers() {
        if (!type.isWhole() || size() > KEPT_ELEMENTS) {
            throw new GraphFault("needs at most %d whole numbers, was %d of %s", KEPT_ELEMENTS, shape.elements(), type);
        }
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < size(); i++) {
            numbers.add((long) value(i));
        }
        return numbers;
    }

    /** The same values in another shape of as many elements. */
    Constant reshaped(Shape other) {
        if (other.elements() != shape.elements()) {
            throw new GraphFault("must keep the %d elements of %s, was %s", shape.elements(), shape, other);
        }
        return new Constant(name, type, other, at, cost, Optional.empty());
    }

    /** Each element read from another place of this tensor. */
    Constant viewed(Shape other, IntUnaryOperator place) {
        return of(name, type, other, i -> at.applyAsDouble(place.applyAsInt(i)), cost + 1);
    }

    /** Filters of one axis as such of two, of height 1; what was dequantised stays so. */
    Constant rank4() {
        if (shape.rank() != 3) {
            return this;
        }
        Shape four = Shape.of(shape.get(0), shape.get(1), 1, shape.get(2));
        Constant same = reshaped(four);
        return quantised
                .map(behind -> same.dequantised(behind.with(behind.levels().reshaped(four), behind.axis())))
                .orElse(same);
    }

    Constant as(DataType other) {
        return new Constant(name, other, shape, at, cost, Optional.empty());
    }

    Constant named(String other) {
        return new Constant(other, type, shape, at, cost, quantised);
    }

    Constant dequantised(Quantised behind) {
        return new Constant(name, type, shape, at, cost, Optional.of(behind));
    }

    /** The axes in another order; {@code order.get(i)} is the axis that comes to stand at {@code i}. */
    Constant transposed(List<Integer> order) {
        Shape to = new Shape(order.stream().map(shape::get).toList());
        int[] steps = new int[order.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) shape.product(order.get(i) + 1, shape.rank());
        }
        Constant view = viewed(to, index -> Places.of(index, to, steps));
        return quantised
                .map(behind ->
                        view.dequantised(behind.with(behind.levels().transposed(order), order.indexOf(behind.axis()))))
                .orElse(view);
    }

    private float[] looked() {
        float[] floats = new float[size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) value(i);
        }
        return floats;
    }

    /** All elements as floats. */
    float[] floats() {
        float[] floats = at instanceof StoredElements stored ? stored.floats() : looked();
        for (int i = 0; i < floats.length; i++) {
            if (!Float.isFinite(floats[i])) {
                throw new GraphFault("must hold finite numbers only, was %s at element %d", floats[i], i);
            }
        }
        return floats;
    }
}
