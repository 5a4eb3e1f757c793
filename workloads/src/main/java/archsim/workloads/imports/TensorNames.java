package archsim.workloads.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of tensors and of the layers that they belong to. */
final class TensorNames {

    /** Endings of weights and of the biases beside them. */
    private static final Map<String, String> ENDINGS =
            Map.of("weight", "bias", "weights", "biases", "kernel", "bias", "kernel:0", "bias:0", "W", "b", "w", "b");

    private static final String SEPARATORS = "._/";

    private TensorNames() {}

    /** The tensor's name without an ending that says that it holds weights. */
    static String layer(String tensor) {
        int end = stem(tensor);
        return end > 0 ? tensor.substring(0, end) : tensor;
    }

    /** Whether the name ends as those of weights do. */
    static boolean isWeights(String tensor) {
        return stem(tensor) > 0;
    }

    /** Where the separator before a known ending is; 0 if there is none. */
    private static int stem(String tensor) {
        for (int i = tensor.length() - 1; i > 0; i--) {
            if (SEPARATORS.indexOf(tensor.charAt(i)) >= 0) {
                return ENDINGS.containsKey(tensor.substring(i + 1)) ? i : 0;
            }
        }
        return 0;
    }

    /** What is added to a layer's outputs: as its graph says, or by name; it must have one element a filter. */
    static Optional<SourceTensor> bias(TensorSource source, SourceTensor weights, int filters) {
        Optional<String> named = Optional.of(stem(weights.name()))
                .filter(end -> end > 0)
                .map(end -> weights.name().substring(0, end + 1)
                        + ENDINGS.get(weights.name().substring(end + 1)));
        return weights.bias().or(() -> named).flatMap(source::tensor).filter(tensor -> tensor.shape()
                .equals(List.of(filters)));
    }
}
