package archsim.compression.network;

import archsim.base.RootLocale;
import archsim.workloads.Layer;
import archsim.workloads.Pooling;
import archsim.workloads.network.Edge;
import archsim.workloads.network.Graph;
import archsim.workloads.network.Network;
import archsim.workloads.network.OtherParameters;
import archsim.workloads.network.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Puts a network together as its file states it: by its edges and the steps between layers.
 *
 * <ul>
 *   <li>Sums, concatenation, squeeze-and-excitation, shortcuts without parameters and pooling can be trained. A window of pooling is
 *       what makes its reader's input of its own, without overlap.
 *   <li>A convolution of 1 x 1 whose reader's map is several times as high is a transposed one: its channels become positions, as
 *       {@link Node.DepthToSpace} has them.
 *   <li>Convolutions are batch normalised if the file counts parameters of normalisation.
 *   <li>ReLU follows every layer but the last and those that only sums or scalings read, and every sum.
 * </ul>
 */
final class StatedGraph {

    private static final Set<Step.Kind> KNOWN = Set.of(
            Step.Kind.ADD,
            Step.Kind.CONCATENATE,
            Step.Kind.SCALE,
            Step.Kind.SHORTCUT,
            Step.Kind.MAX_POOL,
            Step.Kind.AVERAGE_POOL);

    private final Network network;
    private final Graph graph;
    private final boolean normalised;
    /** Whether steps say where there is pooling, and layers only repeat it. */
    private final boolean pools;

    private final ArchitectureBuilder built;
    private final Map<String, Integer> places = new HashMap<>();

    StatedGraph(Network network) {
        this.network = network;
        this.graph = network.graph().orElseThrow();
        this.normalised = network.otherParameters()
                .map(OtherParameters::normalisation)
                .filter(count -> count.orElse(0) > 0)
                .isPresent();
        this.pools = graph.steps().stream()
                .anyMatch(step -> step.kind() == Step.Kind.MAX_POOL || step.kind() == Step.Kind.AVERAGE_POOL);
        Layer first = network.layers().get(0);
        this.built = new ArchitectureBuilder(
                network.name(),
                first.shape().c(),
                first.shape().h(),
                first.shape().w());
        places.put(Edge.INPUT, built.here());
    }

    /** Why the stated graph cannot be trained, if it cannot; to follow the network's name. */
    static Optional<String> refusal(Network network) {
        Graph stated = network.graph().orElseThrow();
        Optional<String> step = stated.steps().stream()
                .filter(candidate -> !KNOWN.contains(candidate.kind()))
                .map(candidate -> "step " + candidate.name() + " is none of the steps that can")
                .findFirst();
        return step.or(() -> network.layers().stream()
                        .filter(layer -> layer.shape().groups() > 1)
                        .map(layer -> "layer " + layer.name() + " has groups in a graph that is stated, which does not"
                                + " say where ReLU is capped")
                        .findFirst())
                .or(() -> joined(network, stated))
                .or(() -> unclassified(network));
    }

    private static Optional<String> unclassified(Network network) {
        Layer last = network.layers().get(network.layers().size() - 1);
        return last.shape().outputPositions() == 1
                ? Optional.empty()
                : Optional.of(RootLocale.format(
                        "layer %s is the last one and writes %d positions, not a class each",
                        last.name(), last.shape().outputPositions()));
    }

    private static Optional<String> joined(Network network, Graph stated) {
        return network.layers().stream()
                .map(Layer::name)
                .filter(name -> inputsOf(stated, name).size() > 1)
                .map(name -> "layer " + name + " reads several nodes at once")
                .findFirst();
    }

    private static List<String> inputsOf(Graph graph, String node) {
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(node))
                .map(Edge::from)
                .toList();
    }

    private List<String> readersOf(String node) {
        return graph.edges().stream()
                .filter(edge -> edge.from().equals(node))
                .map(Edge::to)
                .toList();
    }

    NetworkModel build() {
        for (Layer layer : network.layers()) {
            place(layer.name());
        }
        return built.build();
    }

    /** Places a node and before it all that it reads. */
    private int place(String name) {
        Integer known = places.get(name);
        if (known != null) {
            return known;
        }
        List<Integer> inputs = inputsOf(graph, name).stream().map(this::place).toList();
        built.from(inputs.get(0));
        Optional<Layer> layer = network.layer(name);
        if (layer.isPresent()) {
            layer(layer.get());
        } else {
            step(name, inputs);
        }
        places.put(name, built.here());
        return built.here();
    }

    private void layer(Layer layer) {
        boolean last = layer.equals(network.layers().get(network.layers().size() - 1));
        if (layer.isConvolution()) {
            built.layer(new LayerSpec(layer.name(), layer.shape(), !normalised));
            if (normalised) {
                built.norm();
            }
            spread(layer);
        } else {
            built.connected(layer.name(), layer.shape().k());
        }
        boolean linear = readersOf(layer.name()).stream()
                .map(this::kind)
                .allMatch(kind -> kind == Step.Kind.ADD || kind == Step.Kind.SCALE);
        if (!last && !linear) {
            built.relu();
        }
        if (layer.pooling().isPresent() && !pools) {
            Pooling pooling = layer.pooling().get();
            built.maxPool(pooling.window(), pooling.stride(), pooling.padding().orElse(0));
        }
    }

    /** Makes positions of the channels of a transposed convolution. */
    private void spread(Layer layer) {
        int height = built.extent().height();
        int read = layer.shape().r() == 1 ? readHeight(layer.name()).orElse(height) : height;
        if (read > height && read % height == 0) {
            built.depthToSpace(read / height);
        }
    }

    private void step(String name, List<Integer> inputs) {
        switch (kind(name)) {
            case ADD -> {
                inputs.stream().skip(1).forEach(built::add);
                built.relu();
            }
            case CONCATENATE -> built.concatenate(inputs);
            case SCALE -> scale(name, inputs);
            case SHORTCUT -> built.shortcut(written(name));
            case MAX_POOL -> pool(name, false);
            default -> pool(name, true);
        }
    }

    /** The gate is the one of both whose map is one position. */
    private void scale(String name, List<Integer> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("step " + name + " scales by numbers that nothing computes");
        }
        boolean gateFirst = built.from(inputs.get(0)).extent().positions() == 1;
        built.from(inputs.get(gateFirst ? 1 : 0)).scale(inputs.get(gateFirst ? 0 : 1));
    }

    private void pool(String name, boolean average) {
        TensorShape read = built.extent();
        int window = read.height() / readHeight(name).orElse(1);
        if (window < 2 && read.height() > 1) {
            throw new IllegalArgumentException("step " + name + " pools without making its map smaller");
        }
        if (average) {
            built.averagePool(window, window, 0);
        } else {
            built.maxPool(window, window);
        }
    }

    /** Rows that the readers of a node read, one if they are fully connected; through steps that keep a map as it is. */
    private OptionalInt readHeight(String name) {
        for (String reader : readersOf(name)) {
            Optional<Layer> layer = network.layer(reader);
            Step.Kind kind = kind(reader);
            if (layer.isPresent()) {
                Layer found = layer.get();
                return OptionalInt.of(
                        found.isConvolution()
                                ? found.shape().h()
                                : (int) Math.max(
                                        1,
                                        Math.round(Math.sqrt(found.shape().c()
                                                / (double) built.extent().channels()))));
            }
            if (kind == Step.Kind.ADD || kind == Step.Kind.CONCATENATE) {
                return readHeight(reader);
            }
        }
        return OptionalInt.empty();
    }

    /** What a sum reads beside the step {@code name}. */
    private TensorShape written(String name) {
        Set<String> sums = new HashSet<>(readersOf(name));
        int here = built.here();
        TensorShape other = graph.edges().stream()
                .filter(edge -> sums.contains(edge.to()) && !edge.from().equals(name))
                .map(edge -> built.from(place(edge.from())).extent())
                .findFirst()
                .orElseGet(built::extent);
        built.from(here);
        return other;
    }

    private Step.Kind kind(String name) {
        return graph.steps().stream()
                .filter(step -> step.name().equals(name))
                .map(Step::kind)
                .findFirst()
                .orElse(null);
    }
}
