package archsim.workloads.imports.onnx;

import archsim.workloads.model.GraphNode;
import archsim.workloads.model.InputLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What follows a layer and only scales its outputs or adds to them, as part of the layer.
 *
 * <p>Batch normalisation makes {@code (x - mean) factor + shift} of an output, {@code factor = scale / sqrt(variance +
 * epsilon)}: filters get that factor, and their biases it too. The weights stay as they are stored, but for filters of factor
 * 0, whose weights are zero. An {@code Add} of one number a filter is a bias. Neither is folded into a layer whose outputs
 * something else reads as well.
 */
final class Folding {

    private static final double USUAL_EPSILON = 1e-5;

    private final LayerSink layers;
    private final Map<String, Integer> readers = new HashMap<>();
    private final Map<String, Filters> filters = new HashMap<>();
    private final List<String> normalised = new ArrayList<>();

    /** The layer that makes a value, and the axis of the value along which its filters lie. */
    private record Filters(int layer, int axis) {}

    Folding(Graph graph, LayerSink layers) {
        this.layers = layers;
        graph.nodes().forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        graph.outputs().forEach(output -> readers.merge(output.name(), 1, Integer::sum));
    }

    /** Layers that a batch normalisation was folded into. */
    List<String> normalised() {
        return normalised;
    }

    /** Takes the only layer that {@code node} made, if its filters lie along one axis of what it makes. */
    void made(GraphNode node, int layer) {
        int rank = node.output().shape().size();
        int axis = node.data().map(data -> axis(data.layout(), rank)).orElse(-1);
        boolean whole = axis >= 0
                && axis < rank
                && node.output().shape().get(axis)
                        == layers.get(layer).layer().shape().k();
        if (whole) {
            filters.put(node.output().name(), new Filters(layer, axis));
        }
    }

    private static int axis(InputLayout layout, int rank) {
        return switch (layout) {
            case CHANNELS_FIRST -> 1;
            case CHANNELS_LAST -> rank - 1;
            case TURNED -> rank - 2;
        };
    }

    /** Whether {@code node} became part of the layer before it. */
    boolean fold(Node node, Map<String, Value> values) {
        return switch (node.operatorInDomain()) {
            case "BatchNormalization" -> normalise(node, values);
            case "Add" -> add(node, 0, 1, values) || add(node, 1, 0, values);
            default -> false;
        };
    }

    private Optional<Filters> filtersOf(String value) {
        return Optional.ofNullable(filters.get(value)).filter(known -> readers.getOrDefault(value, 0) == 1);
    }

    private static Optional<Constant> constant(Node node, int input, Map<String, Value> values) {
        return input < node.inputs().size()
                ? Optional.ofNullable(values.get(node.inputs().get(input))).flatMap(Value::constant)
                : Optional.empty();
    }

    private boolean normalise(Node node, Map<String, Value> values) {
        if (node.inputs().size() < 5 || node.outputs().isEmpty()) {
            return false;
        }
        Optional<Filters> before = filtersOf(node.inputs().get(0)).filter(known -> known.axis() == 1);
        Optional<GraphLayer> layer = before.map(known -> layers.get(known.layer()));
        var given = new ArrayList<Constant>();
        for (int i = 1; i <= 4; i++) {
            constant(node, i, values)
                    .filter(found -> layer.isPresent()
                            && found.size() == layer.get().layer().shape().k())
                    .ifPresent(given::add);
        }
        if (given.size() < 4 || trains(node)) {
            return false;
        }
        double epsilon = Optional.ofNullable(node.attributes().get("epsilon"))
                .flatMap(said -> said.floats().stream().findFirst())
                .orElse(USUAL_EPSILON);
        float[] factors = factors(given.get(0), given.get(3), epsilon);
        layers.replace(
                before.get().layer(), layer.get().normalised(factors, given.get(1)::floats, given.get(2)::floats));
        filters.put(node.outputs().get(0), before.get());
        normalised.add(layer.get().layer().name());
        return true;
    }

    private static boolean trains(Node node) {
        return node.outputs().size() > 1
                || (node.attributes().containsKey("training_mode")
                        && node.attributes().get("training_mode").numbers().contains(1L));
    }

    private static float[] factors(Constant scale, Constant variance, double epsilon) {
        float[] factors = new float[scale.size()];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = (float) (scale.value(k) / Math.sqrt(variance.value(k) + epsilon));
        }
        return factors;
    }

    private boolean add(Node node, int sum, int addend, Map<String, Value> values) {
        if (node.inputs().size() != 2 || node.outputs().isEmpty()) {
            return false;
        }
        Optional<Filters> before = filtersOf(node.inputs().get(sum));
        Optional<Constant> added = constant(node, addend, values);
        if (before.isEmpty() || added.isEmpty()) {
            return false;
        }
        GraphLayer layer = layers.get(before.get().layer());
        int count = layer.layer().shape().k();
        int rank = values.get(node.inputs().get(sum)).shape().rank();
        Shape shape = added.get().shape();
        if (added.get().size() != count
                || shape.rank() > rank
                || shape.padded(before.get().axis(), rank) != count) {
            return false;
        }
        Supplier<float[]> numbers = added.get()::floats;
        layers.replace(before.get().layer(), layer.plus(numbers));
        filters.put(node.outputs().get(0), before.get());
        return true;
    }
}
