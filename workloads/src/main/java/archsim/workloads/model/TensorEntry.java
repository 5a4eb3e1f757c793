package archsim.workloads.model;

import java.util.List;

/**
 * One tensor of a file.
 *
 * @param name unique in its file
 * @param type of the elements
 * @param shape outermost axis first; empty for a single number
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
record TensorEntry(String name, ElementType type, List<Integer> shape, long begin, long end) {

    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Elements, of which an array can hold them. */
    int elements() {
        return Math.toIntExact((end - begin) * 8 / type.bits());
    }
}
