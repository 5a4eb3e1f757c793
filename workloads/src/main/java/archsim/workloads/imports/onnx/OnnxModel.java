package archsim.workloads.imports.onnx;

import archsim.workloads.model.ElementType;
import archsim.workloads.model.GraphNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An ONNX model: its graph is followed from the inputs to the last node, and what cannot be followed is refused.
 *
 * <p>Operators of the standard from version 7 to 23 are read; {@link Rules} lists them.
 */
public final class OnnxModel {

    private final Graph graph;
    private final ExternalFiles files;

    private OnnxModel(Graph graph, ExternalFiles files) {
        this.graph = graph;
        this.files = files;
    }

    /**
     * Reads the graph.
     *
     * @param file its name, for messages
     * @throws archsim.base.InvalidInputException if the content is no ONNX model
     */
    public static OnnxModel read(String file, ByteBuffer content, ExternalFiles files) {
        return new OnnxModel(Graph.read(file, content), files);
    }

    /**
     * What the graph makes.
     *
     * @param layers in the order of execution
     * @param nodes of the layers, in the same order
     * @param notes what was assumed
     * @param workless names of nodes that make no layer, by operator
     */
    public record Followed(
            List<GraphLayer> layers, List<GraphNode> nodes, List<String> notes, Map<String, Set<String>> workless) {

        public Followed {
            layers = List.copyOf(layers);
            nodes = List.copyOf(nodes);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Follows the graph.
     *
     * @param layerOf name of a layer from that of its weights
     * @throws archsim.base.InvalidInputException with all nodes that cannot be followed
     */
    public Followed follow(Answers answers, UnaryOperator<String> layerOf) {
        var layers = new LayerSink(layerOf);
        var inference = new GraphInference(graph, answers, files, layers);
        inference.run();
        return new Followed(layers.layers(), inference.nodes(), inference.notes(), inference.workless());
    }

    /**
     * A stored tensor, or one that nodes make of stored ones.
     *
     * @param shape filters first where it is the weights of a product
     * @param bias name of what the node adds; empty if nothing
     */
    public record Tensor(
            String name, ElementType type, List<Integer> shape, Supplier<float[]> values, Optional<String> bias) {

        static Tensor of(String name, Constant constant, Optional<String> bias) {
            return new Tensor(name, constant.type().element(), constant.shape().extents(), constant::floats, bias);
        }
    }

    /** Weights in the order of their use, then all other stored tensors; no shape between nodes is needed. */
    public List<Tensor> tensors() {
        var inference = new GraphInference(graph, Answers.NONE, files, new LayerSink(name -> name));
        return inference.tensors();
    }

    /** Names of the stored tensors and of the operator that reads each first, "no node" if none does. */
    public Map<String, String> readers() {
        var readers = new LinkedHashMap<String, String>();
        var names = new ArrayList<>(graph.stored().keySet());
        names.addAll(graph.sparse().keySet());
        names.forEach(name -> readers.put(name, "no node"));
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                readers.replace(input, "no node", node.operatorInDomain());
            }
        }
        return readers;
    }
}
