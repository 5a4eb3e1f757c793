package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pooling, and what undoes it. */
final class Pooling {

    private Pooling() {}

    static void register(Map<String, Rule> rules) {
        for (String operator : List.of("AveragePool", "LpPool", "com.microsoft.QLinearAveragePool")) {
            rules.put(operator, Rule.shape(Pooling::pooled));
        }
        rules.put("MaxPool", in -> List.of(Value.of(pooled(in)), Value.of(pooled(in))));
        for (String operator : List.of(
                "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "com.microsoft.QLinearGlobalAveragePool")) {
            rules.put(operator, Rule.shape(Pooling::global));
        }
        rules.put("MaxUnpool", Rule.shape(Pooling::unpooled));
        rules.put("MaxRoiPool", Rule.shape(in -> regions(in, in.perAxis("pooled_shape", 2, 1, 1))));
        rules.put(
                "RoiAlign",
                Rule.shape(in ->
                        regions(in, List.of((int) in.number("output_height", 1), (int) in.number("output_width", 1)))));
    }

    private static Shape pooled(Operands in) {
        Shape input = in.shape(0);
        if (in.number("channels_last", 0) != 0) {
            throw new GraphFault("must have channels before height and width (channels_last 0)");
        }
        List<Integer> kernel = in.perAxis("kernel_shape", Math.max(0, input.rank() - 2), 0, 1);
        List<Window> windows = Window.of(in, input, kernel);
        Shape output = input;
        for (int i = 0; i < windows.size(); i++) {
            output = output.with(i + 2, windows.get(i).outputs(input.get(i + 2), in.flag("ceil_mode", false)));
        }
        return output;
    }

    private static Shape global(Operands in) {
        Shape output = in.shape(0);
        if (output.rank() < 3) {
            throw new GraphFault("needs an input of at least 3 axes, was %s", output);
        }
        for (int axis = 2; axis < output.rank(); axis++) {
            output = output.with(axis, 1);
        }
        return output;
    }

    private static Shape unpooled(Operands in) {
        if (in.has(2)) {
            return Shape.ofLongs(in.integers(2));
        }
        Shape input = in.shape(0);
        int axes = Math.max(0, input.rank() - 2);
        List<Integer> kernel = in.perAxis("kernel_shape", axes, 0, 1);
        List<Integer> strides = in.perAxis("strides", axes, 1, 1);
        List<Integer> pads = in.perAxis("pads", 2 * axes, 0, 0);
        Shape output = input;
        for (int i = 0; i < axes; i++) {
            output = output.with(
                    i + 2, (input.get(i + 2) - 1L) * strides.get(i) + kernel.get(i) - pads.get(i) - pads.get(axes + i));
        }
        return output;
    }

    private static Shape regions(Operands in, List<Integer> size) {
        List<Integer> extents =
                new ArrayList<>(List.of(in.shape(1).get(0), in.shape(0).get(1)));
        extents.addAll(size);
        return new Shape(extents);
    }
}
