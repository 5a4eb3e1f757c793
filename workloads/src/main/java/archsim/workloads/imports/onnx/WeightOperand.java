package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which input of a node that multiplies holds its weights, where no shape between nodes is known. */
final class WeightOperand {

    private static final Map<String, Integer> INDEX = Map.of(
            "Conv",
            1,
            "FusedConv",
            1,
            "ConvInteger",
            1,
            "QLinearConv",
            3,
            "Gemm",
            1,
            "MatMul",
            1,
            "MatMulInteger",
            1,
            "QLinearMatMul",
            3);

    private WeightOperand() {}

    static Optional<OnnxModel.Tensor> of(Node node, Map<String, Value> values) {
        int index = INDEX.getOrDefault(node.operator(), Integer.MAX_VALUE);
        Optional<Constant> weights = index < node.inputs().size()
                ? Optional.ofNullable(values.get(node.inputs().get(index))).flatMap(Value::constant)
                : Optional.empty();
        boolean biased = node.operator().equals("Conv") || node.operator().equals("Gemm");
        Optional<String> bias = biased && node.inputs().size() > 2
                ? Optional.of(node.inputs().get(2)).filter(name -> !name.isEmpty())
                : Optional.empty();
        return weights.map(constant -> {
            String name = constant.name().isEmpty() ? node.name() : constant.name();
            boolean turned = constant.shape().rank() == 2 && !isTransposed(node);
            return OnnxModel.Tensor.of(name, turned ? constant.transposed(List.of(1, 0)) : constant, bias);
        });
    }

    private static boolean isTransposed(Node node) {
        return node.attributes().containsKey("transB")
                && node.attributes().get("transB").numbers().equals(List.of(1L));
    }
}
