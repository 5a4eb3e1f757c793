package archsim.workloads.imports.onnx;

import archsim.workloads.LayerShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Convolutions over one or two axes, also on integers. */
final class Convolutions {

    private Convolutions() {}

    static void register(Map<String, Rule> rules) {
        for (String operator : List.of("Conv", "com.microsoft.FusedConv")) {
            rules.put(operator, in -> convolve(in, weights(in, 1), in.constant(2)));
        }
        rules.put(
                "ConvInteger", in -> convolve(in, Quantised.lessZeroPoint(weights(in, 1), in, 3, 0), Optional.empty()));
        rules.put(
                "QLinearConv",
                in -> convolve(in, Quantised.dequantised(weights(in, 3), in, 4, 5, 0), Optional.empty()));
    }

    static Constant weights(Operands in, int index) {
        in.value(index);
        return in.constant(index)
                .orElseThrow(() -> new GraphFault(
                        "has filters that the graph computes (%s), which no layer of archsim has",
                        in.node().inputs().get(index)));
    }

    private static List<Value> convolve(Operands in, Constant weights, Optional<Constant> bias) {
        Shape input = in.shape(0);
        Shape filters = weights.shape();
        int axes = filters.rank() - 2;
        if (axes < 1 || input.rank() != filters.rank()) {
            throw new GraphFault("needs filters of as many axes as its input, was %s on %s", filters, input);
        }
        List<Integer> kernel = filters.extents().subList(2, filters.rank());
        if (in.hasAttribute("kernel_shape")
                && !in.perAxis("kernel_shape", axes, 1, 1).equals(kernel)) {
            throw new GraphFault("has kernel_shape %s, but filters of %s", in.numbers("kernel_shape"), filters);
        }
        long groups = in.number("group", 1);
        if (groups < 1 || filters.get(1) * groups != input.get(1) || filters.get(0) % groups != 0) {
            throw new GraphFault("needs filters that fit its input in %d groups, was %s on %s", groups, filters, input);
        }
        List<Window> windows = Window.of(in, input, kernel);
        Shape output = input.with(1, filters.get(0));
        for (int i = 0; i < axes; i++) {
            output = output.with(i + 2, windows.get(i).outputs(input.get(i + 2), false));
        }
        LayerShape shape = ConvolutionShapes.of(input, filters.get(0), windows, (int) groups);
        Constant flat = weights.rank4();
        in.layers().convolution(in.node(), "", shape, flat, bias);
        return List.of(Value.of(output));
    }

    /** Axes from 0 to {@code count}. */
    static List<Integer> axes(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
