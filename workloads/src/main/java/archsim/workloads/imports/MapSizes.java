package archsim.workloads.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Heights and widths of the maps between the nodes of a graph, as far as they can be followed. */
final class MapSizes {

    private static final Set<String> POOLS = Set.of("MaxPool", "AveragePool");
    private static final Set<String> GLOBAL_POOLS = Set.of("GlobalAveragePool", "GlobalMaxPool");
    private static final Set<String> RESHAPING = Set.of(
            "Flatten", "Reshape", "Gemm", "MatMul", "Transpose", "Squeeze", "Unsqueeze", "Resize", "Upsample", "Pad");

    private final Map<String, Size> sizes = new HashMap<>();

    /** Of a map. */
    record Size(int height, int width) {}

    void put(String name, Size size) {
        sizes.put(name, size);
    }

    Optional<Size> of(String name) {
        return Optional.ofNullable(sizes.get(name));
    }

    /** Tells the sizes of a node's outputs from those of its inputs. */
    void follow(OnnxNode node, List<Integer> kernel) {
        Optional<Size> input =
                node.inputs().stream().filter(sizes::containsKey).findFirst().map(sizes::get);
        if (input.isEmpty() || RESHAPING.contains(node.operator())) {
            return;
        }
        Size output = input.get();
        if (GLOBAL_POOLS.contains(node.operator())) {
            output = new Size(1, 1);
        } else if (POOLS.contains(node.operator()) || node.operator().equals("Conv")) {
            output = new Size(
                    slid(node, 0, output.height(), kernel.get(0)), slid(node, 1, output.width(), kernel.get(1)));
        }
        for (String name : node.outputs()) {
            if (output.height() > 0 && output.width() > 0) {
                sizes.put(name, output);
            }
        }
    }

    private static int slid(OnnxNode node, int axis, int extent, int kernel) {
        int stride = Math.max(1, node.number("strides", axis, 1));
        if (node.autoPadded()) {
            return (extent + stride - 1) / stride;
        }
        int dilation = Math.max(1, node.number("dilations", axis, 1));
        long padded = (long) extent + node.number("pads", axis, 0) + node.number("pads", axis + 2, 0);
        long steps = padded - (long) dilation * (kernel - 1) - 1;
        int roundedUp = node.number("ceil_mode", 0, 0) == 1 ? stride - 1 : 0;
        return steps < 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (steps + roundedUp) / stride + 1);
    }
}
