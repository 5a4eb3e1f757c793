package archsim.workloads.imports.onnx;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.model.GraphNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows a graph from its inputs, node by node: what shape each value has, and which layers the nodes make. */
final class GraphInference {

    private final Graph graph;
    private final Answers answers;
    private final Problems problems;
    private final LayerSink layers;
    private final ExternalFiles files;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private final Map<Node, String> causes = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> assumed = new HashSet<>();
    private final Map<String, Set<String>> workless = new LinkedHashMap<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    private final Folding folding;

    GraphInference(Graph graph, Answers answers, ExternalFiles files, LayerSink layers) {
        this.graph = graph;
        this.answers = answers;
        this.files = files;
        this.layers = layers;
        this.folding = new Folding(graph, layers);
        this.problems = new Problems(graph.file());
    }

    List<String> notes() {
        return notes;
    }

    /** Shapes of the graph's inputs by name. */
    Map<String, List<Integer>> inputs() {
        var shapes = new LinkedHashMap<String, List<Integer>>();
        graph.inputs().stream()
                .filter(input -> values.containsKey(input.name()))
                .forEach(input -> shapes.put(
                        input.name(), values.get(input.name()).shape().extents()));
        return shapes;
    }

    /** The node of each layer. */
    List<GraphNode> nodes() {
        return nodes;
    }

    /** Nodes that neither make a layer nor values of the file alone, by operator. */
    Map<String, Set<String>> workless() {
        return workless;
    }

    /**
     * Follows all nodes.
     *
     * @throws archsim.base.InvalidInputException with every node whose shape stays unknown though layers lie behind it,
     *     and every node that multiplies and cannot be a layer
     */
    void run() {
        readTensors();
        var inputs = new InputShapes(answers, problems);
        inputs.of(graph.inputs()).forEach((name, shape) -> put(name, Value.of(shape)));
        graph.inputs().forEach(input -> made.add(input.name()));
        problems.throwIfAny();
        if (!inputs.batchAssumed().isEmpty()) {
            notes.add("a batch of 1 is assumed for " + String.join(", ", inputs.batchAssumed()));
        }
        graph.nodes().forEach(this::follow);
        tellCauses();
        checkAnswers();
        problems.throwIfAny();
        checkOutputs();
        if (!folding.normalised().isEmpty()) {
            notes.add("batch normalisation is folded into the factors and biases of "
                    + String.join(", ", folding.normalised()));
        }
    }

    /** The values that are known without following a node. */
    void readTensors() {
        graph.stored().forEach((name, tensor) -> read(name, () -> tensor.toConstant(graph.file(), files), tensor));
        graph.sparse().forEach((name, tensor) -> read(name, () -> tensor.toConstant(this::constant), tensor.values()));
    }

    /** Weights in the order of their use, as far as the file alone tells them, then all other stored tensors. */
    List<OnnxModel.Tensor> tensors() {
        readTensors();
        problems.throwIfAny();
        var found = new LinkedHashMap<String, OnnxModel.Tensor>();
        for (Node node : graph.nodes()) {
            if (Rules.multiplies(node)) {
                WeightOperand.of(node, values).ifPresent(tensor -> found.putIfAbsent(tensor.name(), tensor));
            } else if (node.inputs().stream().allMatch(values::containsKey)) {
                follow(node);
            }
        }
        graph.stored().keySet().stream()
                .filter(name -> !found.containsKey(name))
                .flatMap(name -> values.get(name).constant().stream())
                .forEach(constant ->
                        found.put(constant.name(), OnnxModel.Tensor.of(constant.name(), constant, Optional.empty())));
        return List.copyOf(found.values());
    }

    private Constant constant(StoredTensor tensor) {
        return tensor.toConstant(graph.file(), files);
    }

    private void read(String name, java.util.function.Supplier<Constant> reading, StoredTensor stored) {
        made.add(name);
        try {
            put(name, Value.of(reading.get()));
        } catch (GraphFault | ArithmeticException e) {
            if (stored.type().isPresent()) {
                problems.add(pointer(name), "%s", e.getMessage());
                return;
            }
            unreadable.put(name, e.getMessage());
            try {
                put(name, Value.of(stored.shape()));
            } catch (GraphFault | ArithmeticException shape) {
                problems.add(pointer(name), "%s", shape.getMessage());
            }
        }
    }

    static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void put(String name, Value value) {
        values.put(name, value);
    }

    private void follow(Node node) {
        int before = layers.count();
        try {
            List<Value> outputs = outputs(node);
            for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
                settle(node, node.outputs().get(i), outputs.get(i));
            }
            for (int i = before; i < layers.count(); i++) {
                nodes.add(record(layers.get(i), node));
            }
            if (layers.count() == before + 1) {
                folding.made(nodes.get(nodes.size() - 1), before);
            }
            boolean folded = folding.fold(node, values);
            boolean fixed = outputs.stream().allMatch(value -> value.constant().isPresent());
            if (layers.count() == before && !folded && !outputs.isEmpty() && !fixed) {
                workless.computeIfAbsent(node.operatorInDomain(), any -> new LinkedHashSet<>())
                        .add(node.name());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            fail(node, e);
        }
        made.addAll(node.outputs());
    }

    private GraphNode record(GraphLayer layer, Node node) {
        List<GraphNode.Tensor> inputs = node.inputs().stream()
                .filter(values::containsKey)
                .map(this::tensor)
                .toList();
        String output = node.outputs().get(0);
        return new GraphNode(
                layer.layer().name(),
                node.name(),
                node.operatorInDomain(),
                inputs,
                values.containsKey(output) ? tensor(output) : new GraphNode.Tensor(output, List.of(), false),
                DataOperand.of(node, layer.layer(), values));
    }

    private GraphNode.Tensor tensor(String name) {
        Value value = values.get(name);
        return new GraphNode.Tensor(
                name, value.shape().extents(), value.constant().isPresent());
    }

    private void fail(Node node, RuntimeException e) {
        String message = e instanceof IllegalArgumentException
                ? e.getMessage()
                : "has sizes that make no sense (" + e.getMessage() + ")";
        if (Rules.multiplies(node)) {
            problems.add(pointer(node.name()), "%s %s", node.operatorInDomain(), message);
            declared(node);
        } else {
            unknown(node, message);
        }
    }

    /** Nothing if an input is not known: what it depends on is told instead. */
    private List<Value> outputs(Node node) {
        if (node.outputs().isEmpty()) {
            throw new GraphFault("makes nothing");
        }
        if (node.isControlFlow()) {
            throw new GraphFault("runs parts of the graph depending on values, which archsim does not follow");
        }
        var inputs = new ArrayList<Optional<Value>>();
        for (String name : node.inputs()) {
            if (!name.isEmpty() && !made.contains(name)) {
                throw new GraphFault("reads %s, which nothing before it makes", name);
            }
            if (!name.isEmpty() && !values.containsKey(name)) {
                return said(node);
            }
            if (Rules.multiplies(node) && unreadable.containsKey(name)) {
                throw new GraphFault("reads %s, which %s", name, unreadable.get(name));
            }
            inputs.add(Optional.ofNullable(values.get(name)));
        }
        Optional<Rule> rule = Rules.of(node);
        if (rule.isEmpty()) {
            List<Value> said = said(node);
            if (said.isEmpty() || Rules.multiplies(node)) {
                throw new GraphFault(
                        said.isEmpty()
                                ? "has no rule for its shape"
                                : "has no rule, and multiplies: its multiply-accumulates would be missing");
            }
            return said;
        }
        return rule.get().apply(new Operands(node, inputs, graph.opset(), layers, this::constant));
    }

    /** What the user says of the node's outputs. */
    private List<Value> said(Node node) {
        var said = new ArrayList<Value>();
        for (int i = 0; i < node.outputs().size(); i++) {
            Optional<Shape> shape = answer(node, node.outputs().get(i), i);
            if (shape.isEmpty()) {
                break;
            }
            said.add(Value.of(shape.get()));
        }
        return said;
    }

    private Optional<Shape> answer(Node node, String output, int index) {
        String key = answers.shapes().containsKey(output) ? output : index == 0 ? node.name() : output;
        if (!answers.shapes().containsKey(key)) {
            return Optional.empty();
        }
        assumed.add(key);
        return Optional.of(new Shape(answers.shapes().get(key)));
    }

    /** Takes an output, if neither the file nor the user says otherwise. */
    private void settle(Node node, String name, Value value) {
        if (name.isEmpty()) {
            return;
        }
        Declared declared = graph.declared().getOrDefault(name, new Declared(name, Optional.empty()));
        if (!declared.allows(value.shape())) {
            problems.add(
                    pointer(node.name()),
                    "%s makes %s of shape %s, but the file's value_info says %s",
                    node.operatorInDomain(),
                    name,
                    value.shape(),
                    declared);
        }
        Optional<Shape> answer = answer(node, name, node.outputs().indexOf(name));
        if (answer.isPresent() && !answer.get().equals(value.shape())) {
            problems.add(
                    pointer(node.name()),
                    "%s makes %s of shape %s, but --assume says %s",
                    node.operatorInDomain(),
                    name,
                    value.shape(),
                    answer.get());
        }
        put(name, value);
    }

    /** A node whose shape no rule tells: the user's answer or the file's own record counts, or it is a cause. */
    private void unknown(Node node, String message) {
        if (node.isControlFlow()) {
            causes.put(node, message);
            return;
        }
        List<Value> said = said(node);
        for (int i = 0; i < said.size(); i++) {
            settle(node, node.outputs().get(i), said.get(i));
        }
        if (said.isEmpty() && !declared(node)) {
            causes.put(node, message);
        } else if (holdsWeights(node)) {
            problems.add(
                    pointer(node.name()),
                    "%s %s, and reads weights: its multiply-accumulates would be missing",
                    node.operatorInDomain(),
                    message);
        }
    }

    /** Whether the file itself records the shapes of all outputs that are read. */
    private boolean declared(Node node) {
        boolean all = true;
        for (String output : node.outputs()) {
            Optional<Shape> shape =
                    Optional.ofNullable(graph.declared().get(output)).flatMap(Declared::shape);
            shape.ifPresent(known -> put(output, Value.of(known)));
            all &= shape.isPresent() || output.isEmpty();
        }
        if (all) {
            notes.add("the shape of " + node.name() + " (" + node.operatorInDomain() + ") is the file's own record");
        }
        return all;
    }

    private boolean holdsWeights(Node node) {
        return node.inputs().stream()
                .map(values::get)
                .anyMatch(value -> value != null
                        && value.constant().isPresent()
                        && value.shape().rank() > 1
                        && value.constant().get().shape().elements() > 1);
    }

    private void tellCauses() {
        var readers = new HashMap<String, List<Node>>();
        graph.nodes()
                .forEach(node -> node.inputs().forEach(input -> readers.computeIfAbsent(input, any -> new ArrayList<>())
                        .add(node)));
        int told = 0;
        for (Map.Entry<Node, String> cause : causes.entrySet()) {
            Node node = cause.getKey();
            long behind = told++ < 100 ? layersBehind(node, readers) : 0;
            String operator = node.operatorInDomain();
            if (behind == 0 && Rules.isSelection(node)) {
                notes.add(node.name() + " (" + operator + ") is left out, and no layer lies behind it: it "
                        + cause.getValue());
                continue;
            }
            String answer = node.isControlFlow()
                    ? "the model must be exported without it"
                    : "--assume " + node.name() + "=SHAPE says the shape of what it makes";
            problems.add(
                    pointer(node.name()),
                    "%s %s; %s behind it; %s",
                    operator,
                    cause.getValue(),
                    behind == 1 ? "1 layer lies" : behind == 0 ? "no layers lie" : behind + " layers lie",
                    answer);
        }
    }

    private static long layersBehind(Node start, Map<String, List<Node>> readers) {
        Set<String> seen = new HashSet<>(start.outputs());
        var open = new ArrayList<>(start.outputs());
        var found = new HashSet<Node>();
        while (!open.isEmpty()) {
            String value = open.remove(open.size() - 1);
            for (Node reader : readers.getOrDefault(value, List.of())) {
                if (Rules.multiplies(reader)) {
                    found.add(reader);
                }
                reader.outputs().stream().filter(seen::add).forEach(open::add);
            }
        }
        return found.size();
    }

    private void checkAnswers() {
        var names = new TreeSet<String>();
        graph.nodes().forEach(node -> names.add(node.name()));
        for (String name : new TreeSet<>(answers.shapes().keySet())) {
            if (!assumed.contains(name) && problems.isEmpty()) {
                problems.add("", "has no node \"%s\" (--assume)%s", name, Suggestion.sentence(name, names));
            }
        }
        assumed.stream().sorted().forEach(name -> notes.add("the shape of " + name + " is taken as --assume says it"));
    }

    /** Outputs that the file records otherwise harm no layer. */
    private void checkOutputs() {
        for (Declared output : graph.outputs()) {
            Value value = values.get(output.name());
            if (value != null && !output.allows(value.shape())) {
                notes.add(
                        "the file says " + output + " of its output " + output.name() + ", which is " + value.shape());
            }
        }
    }
}
