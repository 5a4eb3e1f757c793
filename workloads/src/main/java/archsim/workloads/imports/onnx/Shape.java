package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Extents of a tensor, outermost axis first; none for a single number.
 *
 * @param extents at least 0 each, together at most 2^40 elements
 */
record Shape(List<Integer> extents) {

    static final Shape SCALAR = new Shape(List.of());

    private static final int MOST_AXES = 16;
    private static final long MOST_ELEMENTS = 1L << 40;

    Shape {
        extents = List.copyOf(extents);
        if (extents.size() > MOST_AXES) {
            throw new GraphFault("must have at most %d axes, was %d", MOST_AXES, extents.size());
        }
        long elements = 1;
        for (int extent : extents) {
            if (extent < 0) {
                throw new GraphFault("must have extents of at least 0, was %d", extent);
            }
            elements = Math.multiplyExact(elements, (long) extent);
            if (elements > MOST_ELEMENTS) {
                throw new GraphFault("must have at most 2^40 elements, was %s", text(extents));
            }
        }
    }

    static Shape of(Integer... extents) {
        return new Shape(Arrays.asList(extents));
    }

    static Shape ofLongs(List<Long> extents) {
        var ints = new ArrayList<Integer>();
        for (long extent : extents) {
            if (extent < 0 || extent > Integer.MAX_VALUE) {
                throw new GraphFault("must have extents of 0 to 2^31-1, was %d", extent);
            }
            ints.add((int) extent);
        }
        return new Shape(ints);
    }

    int rank() {
        return extents.size();
    }

    int get(int axis) {
        if (axis < 0 || axis >= rank()) {
            throw new GraphFault("needs a tensor of at least %d axes, was %s", axis + 1, this);
        }
        return extents.get(axis);
    }

    long elements() {
        return product(0, rank());
    }

    /** Product of the extents of axes {@code from} to {@code to}, the last one not included. */
    long product(int from, int to) {
        return extents.subList(from, to).stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** An axis that may be counted from the end, as one counted from the start. */
    int axis(long axis) {
        return axis(axis, rank());
    }

    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new GraphFault("must have axes of %d to %d, was %d", -rank, rank - 1, axis);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** This shape with another extent at one axis. */
    Shape with(int axis, long extent) {
        List<Long> changed = new ArrayList<>(longs());
        changed.set(axis, extent);
        return ofLongs(changed);
    }

    List<Long> longs() {
        return extents.stream().map(Integer::longValue).toList();
    }

    /** What element-wise operators make of two shapes: equal extents, or 1 that is repeated. */
    static Shape broadcast(Shape one, Shape other) {
        int rank = Math.max(one.rank(), other.rank());
        var extents = new ArrayList<Integer>();
        for (int axis = 0; axis < rank; axis++) {
            int left = one.padded(axis, rank);
            int right = other.padded(axis, rank);
            if (left != right && left != 1 && right != 1) {
                throw new GraphFault("must have shapes that broadcast, was %s and %s", one, other);
            }
            extents.add(left == 1 ? right : left);
        }
        return new Shape(extents);
    }

    /** Extent at an axis of {@code rank}, were this shape preceded by ones. */
    int padded(int axis, int rank) {
        int own = axis - (rank - rank());
        return own < 0 ? 1 : get(own);
    }

    private static String text(List<Integer> extents) {
        return extents.isEmpty()
                ? "a single number"
                : extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    @Override
    public String toString() {
        return text(extents);
    }
}
