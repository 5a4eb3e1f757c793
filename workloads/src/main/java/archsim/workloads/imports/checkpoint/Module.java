package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tensors that make one layer.
 *
 * @param name of the layer
 * @param parts by the end of their names, e.g. {@code weight_packed}
 */
record Module(String name, Map<String, Tensor> parts) {

    /** What is said of activations, which is counted with them. */
    static final Set<String> OF_ACTIVATIONS = Set.of(
            "input_scale",
            "input_zero_point",
            "input_global_scale",
            "input_g_idx",
            "output_scale",
            "output_zero_point",
            "k_scale",
            "v_scale",
            "q_scale");

    Module {
        parts = Map.copyOf(new TreeMap<>(parts));
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    Optional<Tensor> find(String part) {
        return Optional.ofNullable(parts.get(part));
    }

    Tensor part(String part) {
        return find(part).orElseThrow(() -> fault("needs %s.%s beside %s", name, part, names()));
    }

    /** Refuses parts that are not among {@code known}, biases or of activations: they would change the weights. */
    void requireOnly(String... known) {
        List<String> others = parts.keySet().stream()
                .filter(part -> !List.of(known).contains(part))
                .filter(part -> !part.equals("bias") && !OF_ACTIVATIONS.contains(part))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            throw fault("must be made of %s, was with %s, too", String.join(", ", known), String.join(", ", others));
        }
    }

    List<String> names() {
        return parts.values().stream().map(Tensor::name).sorted().toList();
    }

    private String file() {
        return parts.values().iterator().next().file();
    }

    @FormatMethod
    InvalidInputException fault(@FormatString String message, Object... arguments) {
        return InvalidInputException.at(
                "/" + Json.encodePointer(name), Code.OTHER, file(), "%s", RootLocale.format(message, arguments));
    }
}
