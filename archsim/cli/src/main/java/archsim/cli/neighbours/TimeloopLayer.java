package archsim.cli.neighbours;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem of Timeloop.
 *
 * @param name of its file
 * @param at where it stands
 * @param einsum its loops
 * @param tensors {@code weights}, {@code inputs} or {@code outputs} by the names that it gives them
 * @param densities by the names of tensors; dense if absent
 */
record TimeloopLayer(
        String name, YamlValue at, Einsum einsum, Map<String, String> tensors, Map<String, YamlValue> densities) {

    TimeloopLayer {
        tensors = Map.copyOf(tensors);
        densities = Collections.unmodifiableMap(new LinkedHashMap<>(densities));
    }
}
