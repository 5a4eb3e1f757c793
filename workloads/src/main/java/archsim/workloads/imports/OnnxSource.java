package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The initialisers of an ONNX model and how its graph uses them as weights: by {@code Conv}, {@code Gemm} and {@code
 * MatMul}.
 *
 * <p>Strides, padding and groups come from the nodes, sizes of maps from the graph's input as far as they can be
 * followed. Initialisers in another file have a shape only.
 */
final class OnnxSource {

    private final String file;
    private final Map<String, OnnxTensor> initialisers = new LinkedHashMap<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final MapSizes sizes = new MapSizes();
    private final Map<String, GraphUse> uses = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private OnnxSource(String file) {
        this.file = file;
    }

    static TensorSource read(String name, ByteBuffer content) {
        var source = new OnnxSource(name);
        boolean found = false;
        var model = new ProtoMessage(name, content.duplicate().rewind());
        while (model.hasNext()) {
            if (model.field() == 7) {
                source.readGraph(model.message());
                found = true;
            } else {
                model.skip();
            }
        }
        if (!found) {
            throw InvalidInputException.of(name, "must be an ONNX model, was without a graph");
        }
        source.nodes.forEach(source::follow);
        return new TensorSource(name, Sha256.of(content.duplicate()), source.tensors(), source.notes);
    }

    private void readGraph(ProtoMessage graph) {
        while (graph.hasNext()) {
            switch (graph.field()) {
                case 1 -> nodes.add(OnnxNode.read(file, graph.message()));
                case 5 -> {
                    OnnxTensor tensor = OnnxTensor.read(file, graph.message());
                    if (initialisers.put(tensor.name(), tensor) != null) {
                        throw NpyArray.fault(file, tensor.name(), "is there twice");
                    }
                }
                case 11 -> readInput(graph.message());
                default -> graph.skip();
            }
        }
    }

    /** {@code ValueInfoProto}: name = 1, type = 2; there tensor_type = 1, shape = 2, dim = 1, dim_value = 1. */
    private void readInput(ProtoMessage input) {
        String name = "";
        var extents = new ArrayList<Long>();
        while (input.hasNext()) {
            switch (input.field()) {
                case 1 -> name = input.text();
                case 2 -> collect(input.message(), List.of(1, 2), extents);
                default -> input.skip();
            }
        }
        if (extents.size() == 4 && isExtent(extents.get(2)) && isExtent(extents.get(3))) {
            sizes.put(
                    name,
                    new MapSizes.Size(extents.get(2).intValue(), extents.get(3).intValue()));
        }
    }

    private static boolean isExtent(long value) {
        return value >= 1 && value <= 65_536;
    }

    private static void collect(ProtoMessage message, List<Integer> path, List<Long> extents) {
        while (message.hasNext()) {
            int field = message.field();
            if (!path.isEmpty() && field == path.get(0)) {
                collect(message.message(), path.subList(1, path.size()), extents);
            } else if (path.isEmpty() && field == 1) {
                extents.add(extent(message.message()));
            } else {
                message.skip();
            }
        }
    }

    /** 0 for an extent with a name instead of a number. */
    private static long extent(ProtoMessage dimension) {
        long value = 0;
        while (dimension.hasNext()) {
            if (dimension.field() == 1) {
                value = dimension.number();
            } else {
                dimension.skip();
            }
        }
        return value;
    }

    private void follow(OnnxNode node) {
        Optional<OnnxTensor> weights = node.input(1).map(initialisers::get);
        boolean product = node.operator().equals("Gemm") || node.operator().equals("MatMul");
        List<Integer> kernel = List.of(node.number("kernel_shape", 0, 1), node.number("kernel_shape", 1, 1));
        if (node.operator().equals("Conv") && weights.isPresent()) {
            List<Integer> shape = weights.get().shape();
            if (shape.size() == 4) {
                kernel = shape.subList(2, 4);
                use(weights.get().name(), convolution(node, weights.get().name(), kernel));
            } else {
                notes.add(weights.get().name() + " is left out: only convolutions over height and width are read");
            }
        } else if (product && weights.isPresent() && weights.get().shape().size() == 2) {
            boolean transposed = node.operator().equals("MatMul") || node.number("transB", 0, 0) == 0;
            use(
                    weights.get().name(),
                    new GraphUse(node.input(2), 1, 0, 1, OptionalInt.empty(), OptionalInt.empty(), transposed));
        }
        sizes.follow(node, kernel);
    }

    private GraphUse convolution(OnnxNode node, String name, List<Integer> kernel) {
        if (!node.isUniform("strides") || !node.isUniform("pads")) {
            notes.add(name + " has unequal strides or pads: the largest is taken on all sides");
        }
        if (node.number("dilations", 0, 1) > 1 || node.number("dilations", 1, 1) > 1) {
            throw NpyArray.fault(file, name, "must not be dilated: archsim has no such layers");
        }
        int padding = 0;
        for (int i = 0; i < 4; i++) {
            padding = Math.max(padding, node.number("pads", i, 0));
        }
        if (node.autoPadded()) {
            padding = (Math.max(kernel.get(0), kernel.get(1)) - 1) / 2;
        }
        Optional<MapSizes.Size> input = node.input(0).flatMap(sizes::of);
        return new GraphUse(
                node.input(2),
                Math.max(1, Math.max(node.number("strides", 0, 1), node.number("strides", 1, 1))),
                padding,
                Math.max(1, node.number("group", 0, 1)),
                input.map(size -> OptionalInt.of(size.height())).orElse(OptionalInt.empty()),
                input.map(size -> OptionalInt.of(size.width())).orElse(OptionalInt.empty()),
                false);
    }

    private void use(String tensor, GraphUse use) {
        if (uses.putIfAbsent(tensor, use) != null) {
            notes.add(tensor + " is used by several nodes: it counts as one layer, as its first use");
        }
    }

    /** Weights in the order of their use, then all else. */
    private List<SourceTensor> tensors() {
        var tensors = new ArrayList<SourceTensor>();
        uses.forEach((name, use) -> tensors.add(initialisers.get(name).toSource(file, Optional.of(use))));
        initialisers.forEach((name, tensor) -> {
            if (!uses.containsKey(name)) {
                tensors.add(tensor.toSource(file, Optional.empty()));
            }
        });
        return tensors;
    }
}
