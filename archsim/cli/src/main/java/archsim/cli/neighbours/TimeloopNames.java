package archsim.cli.neighbours;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Timeloop's tensors and dimensions are to archsim: as the problems say, and as its files usually call them. */
final class TimeloopNames {

    private static final Map<String, String> USUAL_TENSORS = Map.of(
            "weights", "weights", "inputs", "inputs", "outputs", "outputs", "weight", "weights", "input", "inputs",
            "output", "outputs", "filters", "weights");
    private static final Map<String, String> USUAL_LOOPS =
            Map.of("N", "n", "G", "g", "M", "k", "K", "k", "C", "c", "R", "r", "S", "s", "P", "p", "Q", "q");

    private final Map<String, String> tensors = new HashMap<>();
    private final Map<String, String> loops = new HashMap<>();
    private boolean haveMatrices;

    /** Records problems that call the same by different names. */
    TimeloopNames(List<TimeloopLayer> layers) {
        for (TimeloopLayer layer : layers) {
            layer.tensors().forEach((name, tensor) -> add(layer, tensors, name, tensor));
            haveMatrices |= !layer.einsum().isMap();
            layer.einsum()
                    .sizes()
                    .keySet()
                    .forEach(name -> add(layer, loops, name, layer.einsum().loop(name)));
        }
    }

    private static void add(TimeloopLayer layer, Map<String, String> known, String name, String ours) {
        String other = known.putIfAbsent(name, ours);
        if (other != null && !other.equals(ours)) {
            layer.at()
                    .refuse("has " + name + " as " + ours + ", another problem as " + other
                            + ": convert them to folders of their own");
        }
    }

    /** {@code weights}, {@code inputs} or {@code outputs}; absent if it is none. */
    Optional<String> tensor(String name) {
        return Optional.ofNullable(tensors.get(name))
                .or(() -> Optional.ofNullable(USUAL_TENSORS.get(name.toLowerCase(Locale.ROOT)))
                        .filter(usual -> !tensors.containsValue(usual)));
    }

    /** One of n g k c r s p q; absent if it is none. */
    Optional<String> loop(String name) {
        return Optional.ofNullable(loops.get(name)).or(() -> Optional.ofNullable(USUAL_LOOPS.get(name)));
    }

    /** Loops that a fan-out may spread: those of the problems, all if there are none. Rows of a matrix are p and q. */
    Set<String> spreadable() {
        return loops.isEmpty() ? new TreeSet<>(USUAL_LOOPS.values()) : withRows(loops.values());
    }

    /** What dimensions are; those that are unknown are left out. */
    Set<String> loops(Collection<String> dimensions) {
        return withRows(
                dimensions.stream().map(this::loop).flatMap(Optional::stream).toList());
    }

    private Set<String> withRows(Collection<String> some) {
        var all = new TreeSet<>(some);
        if (haveMatrices && all.contains("p")) {
            all.add("q");
        }
        return all;
    }

    /** Tensors of a list of names; those that are none are recorded. */
    Set<String> tensors(YamlValue names) {
        var found = new LinkedHashSet<String>();
        for (String name : names.words()) {
            Optional<String> tensor = tensor(name);
            tensor.ifPresent(found::add);
            if (tensor.isEmpty()) {
                names.refuse("names the tensor \"" + name + "\", which is none of Weights, Inputs, Outputs"
                        + (tensors.isEmpty() ? ": give the problem beside, which says what it is" : " or the problem"));
            }
        }
        return found;
    }
}
