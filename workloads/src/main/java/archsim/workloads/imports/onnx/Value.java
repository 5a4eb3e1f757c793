package archsim.workloads.imports.onnx;

import java.util.Optional;

/**
 * What is known of a value between nodes.
 *
 * @param constant its elements, where the file gives them
 */
record Value(Shape shape, Optional<Constant> constant) {

    static Value of(Shape shape) {
        return new Value(shape, Optional.empty());
    }

    static Value of(Constant constant) {
        return new Value(constant.shape(), Optional.of(constant));
    }
}
