package archsim.workloads.imports.onnx;

import archsim.workloads.model.ElementType;
import archsim.workloads.model.GraphNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
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
     * @param inputs shapes of what the graph reads, by name
     * @param nodes of the layers, in the same order
     * @param notes what was assumed
     * @param workless names of nodes that make no layer, by operator
     */
    public record Followed(
            List<GraphLayer> layers,
            Map<String, List<Integer>> inputs,
            List<GraphNode> nodes,
            List<String> notes,
            Map<String, Set<String>> workless) {

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
        return new Followed(
                layers.layers(), inference.inputs(), inference.nodes(), inference.notes(), inference.workless());
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

    /**
     * The content of a model whose graph also puts out the values called {@code wanted}.
     *
     * <p>A second part of a message is merged into the first: {@code ModelProto.graph} is field 7, {@code
     * GraphProto.output} field 12, {@code ValueInfoProto.name} field 1.
     */
    public ByteBuffer showing(ByteBuffer content, Set<String> wanted) {
        Set<String> known = new HashSet<>();
        graph.outputs().forEach(output -> known.add(output.name()));
        graph.inputs().forEach(input -> known.add(input.name()));
        var outputs = new ByteArrayOutputStream();
        wanted.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> part(outputs, 12, part(1, name.getBytes(StandardCharsets.UTF_8))));
        byte[] more = part(7, outputs.toByteArray());
        ByteBuffer original = content.duplicate().rewind();
        return ByteBuffer.allocate(Math.addExact(original.remaining(), more.length))
                .put(original)
                .put(more)
                .flip();
    }

    private static byte[] part(int field, byte[] bytes) {
        var part = new ByteArrayOutputStream();
        part(part, field, bytes);
        return part.toByteArray();
    }

    /** A field of a run of bytes: its number and kind, its length in groups of 7 bits, and the bytes. */
    private static void part(ByteArrayOutputStream to, int field, byte[] bytes) {
        to.write((field << 3) | 2);
        int length = bytes.length;
        for (; length > 0x7f; length >>>= 7) {
            to.write((length & 0x7f) | 0x80);
        }
        to.write(length);
        to.writeBytes(bytes);
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
