package archsim.workloads.imports;

import archsim.workloads.model.ElementType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tensor of a file to import.
 *
 * @param name as the file has it
 * @param type of the stored elements
 * @param shape outermost axis first
 * @param values reads the elements, all finite; throws an {@link archsim.base.InvalidInputException} if they are not
 * @param bias name of the tensor that the file's graph adds to the layer, if it says so
 * @param leftOut why its elements are no numbers, if they are not
 */
record SourceTensor(
        String name,
        ElementType type,
        List<Integer> shape,
        Supplier<float[]> values,
        Optional<String> bias,
        Optional<String> leftOut) {

    SourceTensor {
        shape = List.copyOf(shape);
    }

    SourceTensor(String name, ElementType type, List<Integer> shape, Supplier<float[]> values) {
        this(name, type, shape, values, Optional.empty(), Optional.empty());
    }

    /** Whether it could be the weights of a convolution or a matrix product: of one axis if it is called like weights. */
    boolean looksLikeWeights() {
        return couldBeWeights() && (shape.size() != 3 || TensorNames.isWeights(name));
    }

    /** Whether a layer that is known could have weights of so many axes. */
    boolean couldBeWeights() {
        return leftOut.isEmpty() && shape.size() >= 2 && shape.size() <= 4 && !shape.contains(0);
    }
}
