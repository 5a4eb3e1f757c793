package archsim.cli.neighbours;

import archsim.base.RootLocale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.PerAxis;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.MatrixOperand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A layer as a sum of products: which loops each of its three tensors uses.
 *
 * @param sizes of the loops by name
 * @param weights loops that the weights use
 * @param inputs loops that the inputs use, those of windows included
 * @param outputs loops that the outputs use
 * @param windows where an input's place follows from an output's and a weight's
 */
record Einsum(
        Map<String, Integer> sizes,
        Set<String> weights,
        Set<String> inputs,
        Set<String> outputs,
        List<Window> windows) {

    /**
     * One axis of a map: the input at {@code stride * output + dilation * kernel}.
     *
     * @param output loop over outputs
     * @param kernel loop over the kernel
     * @param margin what is known of the map along it
     */
    record Window(String output, String kernel, int stride, int dilation, Margin margin) {

        Window(String output, String kernel, int stride, int dilation) {
            this(output, kernel, stride, dilation, Margin.UNKNOWN);
        }
    }

    /**
     * Zeros around a map along one axis.
     *
     * @param inputs of the map without them; if absent as many as the windows read
     */
    record Margin(int before, int after, OptionalInt inputs) {

        /** Nothing is said of zeros: the map holds them. */
        static final Margin UNKNOWN = new Margin(0, 0, OptionalInt.empty());
    }

    Einsum {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        weights = Set.copyOf(weights);
        inputs = Set.copyOf(inputs);
        outputs = Set.copyOf(outputs);
        windows = List.copyOf(windows);
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if it is neither a convolution nor a product of matrices, says why
     */
    Layer layer(String name) {
        try {
            return whole(name);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("loops must multiply to fewer than 2^31 for each axis and tensor", e);
        }
    }

    private Layer whole(String name) {
        List<Window> axes = axes();
        if (axes.size() > 2) {
            throw new IllegalArgumentException("a map has at most two axes, was " + axes.size());
        }
        int groups = product(true, true, true, axes);
        int filters = product(true, false, true, axes);
        int channels = product(true, true, false, axes);
        int rows = product(false, true, true, axes);
        for (String loop : sizes.keySet()) {
            refuseAlone(loop);
        }
        if (!isMap()) {
            return rows == 1 && groups == 1
                    ? new Layer(name, LayerShape.fullyConnected(1, channels, filters))
                    : product(name, rows, groups).layer();
        }
        if (rows > 1) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a batch of %d is no part of a network: write it as 1 and give it as \"images\" of a workload",
                    rows));
        }
        return new Layer(name, map(axes, groups, channels, filters));
    }

    private LayerEntry.MatrixProduct product(String name, int rows, int groups) {
        List<Window> axes = axes();
        return new LayerEntry.MatrixProduct(
                name,
                rows,
                product(true, true, false, axes),
                product(true, false, true, axes),
                MatrixOperand.WEIGHTS,
                groups == 1 ? OptionalInt.empty() : OptionalInt.of(groups));
    }

    /** Whether inputs lie in a map; a matrix otherwise. */
    boolean isMap() {
        return axes().stream().anyMatch(axis -> size(axis.output) * (long) size(axis.kernel) > 1);
    }

    /** Down and across; of more than two those that are not of one place only. */
    private List<Window> axes() {
        return windows.size() <= 2
                ? windows
                : windows.stream()
                        .filter(window -> size(window.output) * (long) size(window.kernel) > 1)
                        .toList();
    }

    /** What archsim calls a loop: one of n g k c r s p q; rows of a matrix are {@code p}. */
    String loop(String name) {
        List<Window> axes = axes();
        for (int i = 0; i < Math.min(2, axes.size()); i++) {
            if (axes.get(i).output.equals(name)) {
                return i == 0 ? "p" : "q";
            } else if (axes.get(i).kernel.equals(name)) {
                return i == 0 ? "r" : "s";
            }
        }
        if (!weights.contains(name)) {
            return outputs.contains(name) && !inputs.contains(name) ? "k" : isMap() ? "n" : "p";
        }
        return inputs.contains(name) ? outputs.contains(name) ? "g" : "c" : "k";
    }

    private LayerShape map(List<Window> axes, int groups, int channels, int filters) {
        Window down = axes.get(0);
        Optional<Window> across = axes.size() == 2 ? Optional.of(axes.get(1)) : Optional.empty();
        return LayerShape.convolution(groups * channels, groups * filters)
                .map(inputs(down), across.map(this::inputs).orElse(1))
                .padding(
                        down.margin.before,
                        across.map(axis -> axis.margin.before).orElse(0),
                        down.margin.after,
                        across.map(axis -> axis.margin.after).orElse(0))
                .kernel(size(down.kernel), across.map(axis -> size(axis.kernel)).orElse(1))
                .stride(new PerAxis(down.stride, across.map(Window::stride).orElse(1)))
                .dilation(
                        new PerAxis(down.dilation, across.map(Window::dilation).orElse(1)))
                .groups(groups)
                .build();
    }

    /** Inputs along an axis without its margin, which must make as many outputs as the loop. */
    private int inputs(Window axis) {
        int zeros = Math.addExact(axis.margin.before, axis.margin.after);
        int inputs = axis.margin.inputs.orElse(extent(axis) - zeros);
        int more = Math.addExact(inputs, zeros) - extent(axis);
        if (inputs < 1 || more < 0 || more >= axis.stride) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%d outputs along %s need a map of %d with its padding, was %d with %d zeros before and %d after",
                    size(axis.output), axis.output, extent(axis), inputs, axis.margin.before, axis.margin.after));
        }
        return inputs;
    }

    /** Inputs along an axis, padding included: from the first that the first output reads to the last of the last. */
    private int extent(Window axis) {
        return Math.addExact(
                Math.multiplyExact(size(axis.output) - 1, axis.stride),
                Math.multiplyExact(size(axis.kernel) - 1, axis.dilation) + 1);
    }

    private int size(String loop) {
        return sizes.getOrDefault(loop, 1);
    }

    /** The product of the loops that are used by certain tensors and belong to no axis. */
    private int product(boolean byWeights, boolean byInputs, boolean byOutputs, List<Window> axes) {
        int product = 1;
        for (String loop : sizes.keySet()) {
            boolean isOfAxis = axes.stream().anyMatch(axis -> axis.output.equals(loop) || axis.kernel.equals(loop));
            if (!isOfAxis
                    && weights.contains(loop) == byWeights
                    && inputs.contains(loop) == byInputs
                    && outputs.contains(loop) == byOutputs) {
                product = Math.multiplyExact(product, size(loop));
            }
        }
        return product;
    }

    private void refuseAlone(String loop) {
        int used =
                (weights.contains(loop) ? 1 : 0) + (inputs.contains(loop) ? 1 : 0) + (outputs.contains(loop) ? 1 : 0);
        if (size(loop) > 1 && used < 2) {
            throw new IllegalArgumentException(
                    "loop " + loop + " must be of two tensors at least, as in a convolution, was of " + used);
        }
    }
}
