package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * How a window slides along one axis.
 *
 * @param before padding before the first element
 * @param after padding behind the last
 */
record Window(int kernel, int stride, int dilation, int before, int after) {

    private static final int LARGEST = 1 << 24;

    Window {
        if (kernel < 1 || kernel > LARGEST || stride < 1 || dilation < 1) {
            throw new GraphFault(
                    "needs kernels, strides and dilations of at least 1, was %d, %d and %d", kernel, stride, dilation);
        }
    }

    /** The windows of a convolution or pooling over the axes behind the first two of {@code input}. */
    static List<Window> of(Operands in, Shape input, List<Integer> kernel) {
        int axes = kernel.size();
        if (axes < 1 || input.rank() != axes + 2) {
            throw new GraphFault("needs an input of %d axes for a window of %d, was %s", axes + 2, axes, input);
        }
        List<Integer> strides = in.perAxis("strides", axes, 1, 1);
        List<Integer> dilations = in.perAxis("dilations", axes, 1, 1);
        List<Integer> pads = in.perAxis("pads", 2 * axes, 0, 0);
        String auto = in.text("auto_pad", "NOTSET");
        var windows = new ArrayList<Window>();
        for (int i = 0; i < axes; i++) {
            int extent = input.get(i + 2);
            windows.add(
                    switch (auto) {
                        case "NOTSET", "" ->
                            new Window(
                                    kernel.get(i), strides.get(i), dilations.get(i), pads.get(i), pads.get(axes + i));
                        case "VALID" -> new Window(kernel.get(i), strides.get(i), dilations.get(i), 0, 0);
                        case "SAME_UPPER", "SAME_LOWER" ->
                            same(
                                    extent,
                                    new Window(kernel.get(i), strides.get(i), dilations.get(i), 0, 0),
                                    auto.equals("SAME_UPPER"));
                        default ->
                            throw new GraphFault(
                                    "needs an auto_pad of NOTSET, SAME_UPPER, SAME_LOWER or VALID, was %s", auto);
                    });
        }
        return windows;
    }

    /** As many outputs as strides begin within the input; an odd padding is larger on the side that is said. */
    private static Window same(int extent, Window window, boolean largerAfter) {
        long outputs = (extent + window.stride - 1L) / window.stride;
        int padding = (int) Math.max(0, (outputs - 1) * window.stride + window.reach() - extent);
        int small = padding / 2;
        return new Window(
                window.kernel,
                window.stride,
                window.dilation,
                largerAfter ? small : padding - small,
                largerAfter ? padding - small : small);
    }

    /** Elements from the first to the last that one window reads. */
    long reach() {
        return (kernel - 1L) * dilation + 1;
    }

    /**
     * Windows that fit.
     *
     * @param up whether the last one may overhang, as long as it begins before the padding behind
     */
    int outputs(int extent, boolean up) {
        long steps = extent + (long) before + after - reach();
        if (steps < 0) {
            throw new GraphFault(
                    "needs an input of at least the window's %d elements, was %d with padding %d and %d",
                    reach(), extent, before, after);
        }
        long outputs = (steps + (up ? stride - 1 : 0)) / stride + 1;
        if (up && (outputs - 1) * stride >= extent + (long) before) {
            outputs--;
        }
        return Math.toIntExact(outputs);
    }
}
