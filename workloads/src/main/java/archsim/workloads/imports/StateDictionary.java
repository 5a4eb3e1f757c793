package archsim.workloads.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tensors by the conventions of those who saved them, as {@code [k][c][r][s]} and {@code [k][c]}.
 *
 * <p>PyTorch's pruning keeps {@code NAME_orig} and {@code NAME_mask}, whose product is {@code NAME}. Keras and Flax call
 * their weights {@code kernel} and store {@code [r][s][c][k]}, {@code [s][c][k]} and {@code [c][k]}; a depthwise kernel is {@code
 * [r][s][c][multiplier]}.
 */
final class StateDictionary {

    private static final String ORIGINAL = "_orig";
    private static final String MASK = "_mask";
    private static final String KERNEL = "kernel";
    private static final Pattern DEPTHWISE = Pattern.compile("(.*[./_])?depthwise_kernel(:0)?");

    private final Map<String, SourceTensor> byName = new HashMap<>();
    private final List<String> masked = new ArrayList<>();
    private final List<String> turned = new ArrayList<>();

    private StateDictionary(List<SourceTensor> tensors) {
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    }

    /**
     * The same tensors by one convention.
     *
     * @param notes takes what was joined or turned
     */
    static List<SourceTensor> normalised(List<SourceTensor> tensors, List<String> notes) {
        var dictionary = new StateDictionary(tensors);
        List<SourceTensor> made = tensors.stream()
                .flatMap(tensor -> dictionary.normalised(tensor).stream())
                .toList();
        note(notes, "masks are multiplied into the weights of ", dictionary.masked);
        note(notes, "kernels are turned from [r][s][c][k], [s][c][k] or [c][k] for ", dictionary.turned);
        return made;
    }

    private static void note(List<String> notes, String what, List<String> names) {
        if (!names.isEmpty()) {
            notes.add(what + Names.shortened(names));
        }
    }

    private Optional<SourceTensor> normalised(SourceTensor tensor) {
        Optional<SourceTensor> mask = partner(tensor, ORIGINAL, MASK);
        if (mask.isPresent()) {
            return Optional.of(product(tensor, mask.get()));
        }
        return partner(tensor, MASK, ORIGINAL).isPresent() ? Optional.empty() : Optional.of(turned(tensor));
    }

    /** The tensor of the same shape whose name ends otherwise. */
    private Optional<SourceTensor> partner(SourceTensor tensor, String ending, String other) {
        String name = tensor.name();
        return name.endsWith(ending)
                ? Optional.ofNullable(byName.get(name.substring(0, name.length() - ending.length()) + other))
                        .filter(found -> found.shape().equals(tensor.shape()))
                        .filter(found ->
                                found.leftOut().isEmpty() && tensor.leftOut().isEmpty())
                : Optional.empty();
    }

    private SourceTensor product(SourceTensor original, SourceTensor mask) {
        String name = original.name().substring(0, original.name().length() - ORIGINAL.length());
        masked.add(name);
        return new SourceTensor(name, original.type(), original.shape(), () -> {
            float[] values = original.values().get();
            float[] kept = mask.values().get();
            for (int i = 0; i < values.length; i++) {
                values[i] *= kept[i];
            }
            return values;
        });
    }

    /** Whether a name is {@code kernel} or ends so behind a dot, a slash or an underscore; {@code :0} may follow. */
    private static boolean isKernel(String name) {
        String output = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
        int before = output.length() - KERNEL.length() - 1;
        return output.endsWith(KERNEL) && (before < 0 || "./_".indexOf(output.charAt(before)) >= 0);
    }

    private SourceTensor turned(SourceTensor tensor) {
        List<Integer> shape = tensor.shape();
        if (!tensor.looksLikeWeights() || !isKernel(tensor.name())) {
            return tensor;
        }
        boolean depthwise =
                shape.size() == 4 && DEPTHWISE.matcher(tensor.name()).matches();
        if (!depthwise && hasFiltersFirst(tensor)) {
            return tensor;
        }
        turned.add(tensor.name());
        if (shape.size() == 2) {
            return transposed(tensor, List.of(shape.get(1), shape.get(0)), 1, shape.get(0), shape.get(1));
        }
        if (shape.size() == 3) {
            return transposed(
                    tensor,
                    List.of(shape.get(2), shape.get(1), shape.get(0)),
                    shape.get(0),
                    shape.get(1),
                    shape.get(2));
        }
        int places = shape.get(0) * shape.get(1);
        int last = depthwise ? shape.get(2) * shape.get(3) : shape.get(3);
        List<Integer> filters = List.of(last, depthwise ? 1 : shape.get(2), shape.get(0), shape.get(1));
        return depthwise
                ? transposed(tensor, filters, 1, places, last)
                : transposed(tensor, filters, places, shape.get(2), last);
    }

    /** Whether the bias has as many elements as the first axis, and not as the last. */
    private boolean hasFiltersFirst(SourceTensor tensor) {
        String name = tensor.name();
        int at = name.lastIndexOf("kernel");
        String beside = name.substring(0, at) + "bias" + name.substring(at + "kernel".length());
        List<Integer> shape = tensor.shape();
        return Optional.ofNullable(byName.get(beside))
                .map(SourceTensor::shape)
                .filter(bias -> bias.equals(shape.subList(0, 1)))
                .filter(bias -> !bias.equals(shape.subList(shape.size() - 1, shape.size())))
                .isPresent();
    }

    /** From {@code [places][inner][outer]} to {@code [outer][inner][places]}. */
    private static SourceTensor transposed(SourceTensor tensor, List<Integer> shape, int places, int inner, int outer) {
        Supplier<float[]> values = tensor.values();
        return new SourceTensor(tensor.name(), tensor.type(), shape, () -> {
            float[] from = values.get();
            float[] to = new float[from.length];
            for (int i = 0; i < to.length; i++) {
                int middle = i / places % inner;
                to[i] = from[(i % places * inner + middle) * outer + i / places / inner];
            }
            return to;
        });
    }
}
