package archsim.workloads.imports.onnx;

import archsim.workloads.Layer;
import archsim.workloads.model.GraphNode;
import archsim.workloads.model.InputLayout;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which input of a node becomes the inputs of its layer, and how it is laid out. */
final class DataOperand {

    private static final Set<String> CONVOLUTIONS =
            Set.of("Conv", "FusedConv", "ConvInteger", "QLinearConv", "ConvTranspose");
    private static final Set<String> PRODUCTS = Set.of(
            "MatMul", "FusedMatMul", "MatMulInteger", "MatMulIntegerToFloat", "QLinearMatMul", "Gemm", "MatMulNBits");
    /** Of the zero point among a node's inputs. */
    private static final Map<String, Integer> ZERO_POINTS = Map.of(
            "ConvInteger", 2, "QLinearConv", 2, "MatMulInteger", 2, "QLinearMatMul", 2, "MatMulIntegerToFloat", 4);

    private DataOperand() {}

    /** Absent where a layer's inputs are not simply those of its node. */
    static Optional<GraphNode.Data> of(Node node, Layer layer, Map<String, Value> values) {
        if (CONVOLUTIONS.contains(node.operator())) {
            return data(node, 0, InputLayout.CHANNELS_FIRST, values);
        }
        boolean plain = PRODUCTS.contains(node.operator())
                && layer.shape().groups() == 1
                && !isSet(node, "transA")
                && !isSet(node, "transBatchA");
        if (!plain) {
            return Optional.empty();
        }
        if (!isStored(node, 0, values)) {
            return data(node, 0, InputLayout.CHANNELS_LAST, values);
        }
        return node.operator().equals("MatMul") && !isStored(node, 1, values)
                ? data(node, 1, InputLayout.TURNED, values)
                : Optional.empty();
    }

    private static boolean isSet(Node node, String attribute) {
        return node.attributes().containsKey(attribute)
                && node.attributes().get(attribute).numbers().stream().anyMatch(number -> number != 0);
    }

    private static boolean isStored(Node node, int input, Map<String, Value> values) {
        return Optional.ofNullable(values.get(node.inputs().get(input)))
                .flatMap(Value::constant)
                .isPresent();
    }

    private static Optional<GraphNode.Data> data(Node node, int input, InputLayout layout, Map<String, Value> values) {
        String tensor = node.inputs().get(input);
        int place = ZERO_POINTS.getOrDefault(node.operator(), Integer.MAX_VALUE);
        Optional<String> zeroPoint = place < node.inputs().size()
                ? Optional.of(node.inputs().get(place)).filter(name -> !name.isEmpty())
                : Optional.empty();
        return Optional.ofNullable(values.get(tensor))
                .map(Value::shape)
                .filter(shape -> shape.rank() > 0)
                .map(shape -> new GraphNode.Data(tensor, layout, shape.get(shape.rank() - 1), zeroPoint));
    }
}
