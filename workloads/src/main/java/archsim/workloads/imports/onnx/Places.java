package archsim.workloads.imports.onnx;

import java.util.function.IntUnaryOperator;

/** Places of elements in row-major order. */
final class Places {

    private Places() {}

    /** Where element {@code index} of {@code shape} lies in a tensor that takes {@code steps} along its axes. */
    static int of(int index, Shape shape, int[] steps) {
        int rest = index;
        int place = 0;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            place += rest % shape.get(axis) * steps[axis];
            rest /= shape.get(axis);
        }
        return place;
    }

    /** From places in {@code to} to those in {@code from}, which is broadcast to it. */
    static IntUnaryOperator broadcast(Shape from, Shape to) {
        if (from.equals(to)) {
            return IntUnaryOperator.identity();
        }
        int[] steps = new int[to.rank()];
        int step = 1;
        for (int axis = to.rank() - 1; axis >= 0; axis--) {
            int extent = from.padded(axis, to.rank());
            steps[axis] = extent == 1 ? 0 : step;
            step *= extent;
        }
        return index -> of(index, to, steps);
    }
}
