package archsim.workloads.imports.onnx;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of a model's file, as it stands there.
 *
 * @param opset version of the standard's operators
 * @param nodes in the file's order
 * @param stored initialisers by name
 * @param sparse initialisers by name, of which only what is not zero is stored
 * @param inputs that are no initialisers
 * @param declared what the file says of values between nodes
 * @param outputs of the graph
 */
record Graph(
        String file,
        int opset,
        List<Node> nodes,
        Map<String, StoredTensor> stored,
        Map<String, SparseTensor> sparse,
        List<Declared> inputs,
        Map<String, Declared> declared,
        List<Declared> outputs) {

    private static final int FIRST_OPSET = 6;
    private static final int LAST_OPSET = 23;

    /**
     * Reads a {@code ModelProto}.
     *
     * @throws InvalidInputException if it is none
     */
    static Graph read(String file, ByteBuffer content) {
        var model = new ProtoMessage(file, content.duplicate().rewind());
        var reader = new Reader(file);
        boolean found = false;
        int opset = 0;
        while (model.hasNext()) {
            switch (model.field()) {
                case 7 -> {
                    reader.readGraph(model.message());
                    found = true;
                }
                case 8 -> opset = Math.max(opset, opset(model.message()));
                default -> model.skip();
            }
        }
        if (!found) {
            throw InvalidInputException.of(file, "must be an ONNX model, was without a graph");
        }
        if (opset < FIRST_OPSET || opset > LAST_OPSET) {
            throw InvalidInputException.of(
                    file,
                    "/opset_import must be of version %d to %d of the standard's operators, was %s",
                    FIRST_OPSET,
                    LAST_OPSET,
                    opset == 0 ? "missing" : opset);
        }
        return reader.graph(opset);
    }

    /** {@code OperatorSetIdProto}: domain = 1, version = 2; 0 for other domains than the standard's. */
    private static int opset(ProtoMessage message) {
        String domain = "";
        long version = 0;
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> domain = message.text();
                case 2 -> version = message.number();
                default -> message.skip();
            }
        }
        boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
        return standard ? (int) Math.max(0, Math.min(version, Integer.MAX_VALUE)) : 0;
    }

    private static final class Reader {

        private final String file;
        private final Problems problems;
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, StoredTensor> stored = new LinkedHashMap<>();
        private final Map<String, SparseTensor> sparse = new LinkedHashMap<>();
        private final List<Declared> inputs = new ArrayList<>();
        private final Map<String, Declared> declared = new LinkedHashMap<>();
        private final List<Declared> outputs = new ArrayList<>();

        Reader(String file) {
            this.file = file;
            this.problems = new Problems(file);
        }

        void readGraph(ProtoMessage graph) {
            try {
                while (graph.hasNext()) {
                    readField(graph);
                }
            } catch (GraphFault e) {
                problems.add("/graph", "%s", e.getMessage());
            }
        }

        private void readField(ProtoMessage graph) {
            switch (graph.field()) {
                case 1 -> nodes.add(Node.read(file, graph.message()));
                case 5 -> {
                    StoredTensor tensor = StoredTensor.read(file, graph.message());
                    requireNew(tensor.name(), stored.put(tensor.name(), tensor) == null);
                }
                case 11 -> inputs.add(Declared.read(graph.message()));
                case 12 -> outputs.add(Declared.read(graph.message()));
                case 13 -> {
                    Declared value = Declared.read(graph.message());
                    declared.put(value.name(), value);
                }
                case 15 -> {
                    SparseTensor tensor = SparseTensor.read(file, graph.message());
                    requireNew(tensor.name(), sparse.put(tensor.name(), tensor) == null);
                }
                default -> graph.skip();
            }
        }

        private void requireNew(String name, boolean isNew) {
            if (!isNew) {
                problems.add("/" + name, "is defined twice");
            }
        }

        Graph graph(int opset) {
            problems.throwIfAny();
            inputs.removeIf(input -> stored.containsKey(input.name()) || sparse.containsKey(input.name()));
            return new Graph(file, opset, nodes, stored, sparse, inputs, declared, outputs);
        }
    }
}
