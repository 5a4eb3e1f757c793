package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.workloads.LayerKind;
import archsim.workloads.imports.onnx.GraphLayer;
import archsim.workloads.imports.onnx.OnnxModel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The layers of a graph, and what of the graph is no layer. */
final class GraphLayers {

    private static final long MOST_WEIGHTS = 1L << 28;

    private GraphLayers() {}

    /**
     * The layers in {@code graph}.
     *
     * @param notes takes what was assumed and what was left out
     * @throws InvalidInputException if there are none, or the graph cannot be followed
     */
    static List<PlannedLayer> find(TensorSource source, OnnxModel graph, ImportOptions options, List<String> notes) {
        if (!options.layers().isEmpty()) {
            throw InvalidInputException.of(
                    source.name(), "says in its graph what --layer would; --dimension and --assume answer the rest");
        }
        OnnxModel.Followed followed = graph.follow(options.answers(), TensorNames::layer);
        if (followed.layers().isEmpty()) {
            throw InvalidInputException.of(source.name(), "must hold a node that multiplies, was without any");
        }
        checkSize(source, followed.layers());
        notes.addAll(followed.notes());
        followed.workless()
                .forEach((operator, names) -> notes.add(RootLocale.format(
                        "%d %s without multiply-accumulates of a layer left out: %s",
                        names.size(), operator, Names.shortened(names))));
        followed.layers().forEach(layer -> layer.weights()
                .flatMap(GraphLayer.Weights::codes)
                .ifPresent(codes -> notes.add("the weights of " + layer.layer().name() + " are " + codes)));
        tellOfTensors(graph.readers(), followed.layers(), notes);
        return IntStream.range(0, followed.layers().size())
                .mapToObj(i -> PlannedLayer.of(
                        source.name(),
                        followed.layers().get(i),
                        followed.nodes().get(i)))
                .toList();
    }

    /** Weights that nodes make, or that are stored as what is not zero, are not bounded by the file. */
    private static void checkSize(TensorSource source, List<GraphLayer> layers) {
        long weights = layers.stream()
                .filter(layer -> layer.layer().kind() != LayerKind.ACTIVATION_PRODUCT)
                .mapToLong(layer -> layer.layer().shape().weights())
                .sum();
        long most = Math.max(MOST_WEIGHTS, 2 * source.sizeBytes());
        if (weights > most) {
            throw InvalidInputException.of(
                    source.name(), "must have at most %d weights in its layers, was %d", most, weights);
        }
    }

    private static void tellOfTensors(Map<String, String> readers, List<GraphLayer> layers, List<String> notes) {
        Set<String> used = new HashSet<>();
        layers.forEach(layer -> layer.weights().ifPresent(weights -> used.add(weights.tensor())));
        var left = new TreeMap<String, Set<String>>();
        readers.forEach((tensor, operator) -> {
            if (!used.contains(tensor)) {
                left.computeIfAbsent(operator, any -> new TreeSet<>()).add(tensor);
            }
        });
        left.forEach((operator, names) -> notes.add(RootLocale.format(
                "%d tensors that %s reads are not weights: %s", names.size(), operator, Names.shortened(names))));
    }
}
