package archsim.workloads.imports;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * PyTorch's {@code in_proj_weight}: the weights of queries, keys and values of one attention, {@code [3 * width][width]}, in this
 * order.
 */
final class StackedProjections {

    private static final List<String> PARTS = List.of("query", "key", "value");

    private StackedProjections() {}

    /** The three tensors in {@code tensor}, or itself if it is no such stack. */
    static List<SourceTensor> apart(SourceTensor tensor) {
        List<Integer> shape = tensor.shape();
        boolean stacked =
                tensor.name().endsWith("in_proj_weight") && shape.size() == 2 && shape.get(0) == 3L * shape.get(1);
        if (!stacked) {
            return List.of(tensor);
        }
        int width = shape.get(1);
        return IntStream.range(0, PARTS.size())
                .mapToObj(part -> new SourceTensor(
                        tensor.name() + "/" + PARTS.get(part), tensor.type(), List.of(width, width), () -> {
                            int size = width * width;
                            return Arrays.copyOfRange(tensor.values().get(), part * size, (part + 1) * size);
                        }))
                .toList();
    }
}
