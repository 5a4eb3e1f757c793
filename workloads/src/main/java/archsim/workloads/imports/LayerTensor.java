package archsim.workloads.imports;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import java.util.List;
import java.util.Optional;

/**
 * How a layer's weights lie in a tensor: {@code [k][c/groups][r][s]}, {@code [k][c/groups][s]} of a filter of height 1, {@code
 * [k][c]} of a filter of one tap, or {@code [c][k'][a][b]} of a transposed convolution whose stride is its kernel, which is a
 * convolution of {@code k = k' a b} filters of one tap.
 */
final class LayerTensor {

    private LayerTensor() {}

    /** As messages say it. */
    static List<Integer> shape(LayerShape layer) {
        return List.of(layer.k(), layer.channelsPerGroup(), layer.r(), layer.s());
    }

    static boolean fits(LayerShape layer, SourceTensor tensor) {
        List<Integer> axes = tensor.shape();
        boolean oneTap = layer.r() == 1 && layer.s() == 1 && layer.groups() == 1;
        return axes.equals(shape(layer))
                || (layer.r() == 1 && axes.equals(List.of(layer.k(), layer.channelsPerGroup(), layer.s())))
                || (oneTap && axes.equals(List.of(layer.k(), layer.c())))
                || isTransposed(layer, axes);
    }

    private static boolean isTransposed(LayerShape layer, List<Integer> axes) {
        return axes.size() == 4
                && layer.r() == 1
                && layer.s() == 1
                && layer.groups() == 1
                && axes.get(2) * axes.get(3) > 1
                && axes.get(0) == layer.c()
                && (long) axes.get(1) * axes.get(2) * axes.get(3) == layer.k();
    }

    /** The layer made of a tensor that fits it, and of the bias beside. */
    static PlannedLayer planned(TensorSource source, Layer layer, SourceTensor tensor) {
        LayerShape shape = layer.shape();
        if (!isTransposed(shape, tensor.shape())) {
            return PlannedLayer.of(layer, tensor, TensorNames.bias(source, tensor, shape.k()));
        }
        int channels = tensor.shape().get(1);
        Optional<SourceTensor> bias =
                TensorNames.bias(source, tensor, channels).map(few -> repeated(few, shape.k() / channels));
        return PlannedLayer.of(layer, filters(tensor), bias);
    }

    /** From {@code [c][k'][a][b]} to {@code [a b k'][c]}: the filters of each output of the kernel behind one another. */
    private static SourceTensor filters(SourceTensor tensor) {
        int inputs = tensor.shape().get(0);
        int channels = tensor.shape().get(1);
        int taps = tensor.shape().get(2) * tensor.shape().get(3);
        List<Integer> shape = List.of(taps * channels, inputs);
        return new SourceTensor(tensor.name(), tensor.type(), shape, () -> {
            float[] from = tensor.values().get();
            float[] to = new float[from.length];
            for (int i = 0; i < to.length; i++) {
                int filter = i / inputs;
                to[i] = from[(i % inputs * channels + filter % channels) * taps + filter / channels];
            }
            return to;
        });
    }

    private static SourceTensor repeated(SourceTensor bias, int times) {
        int size = bias.shape().get(0);
        return new SourceTensor(bias.name(), bias.type(), List.of(size * times), () -> {
            float[] from = bias.values().get();
            float[] to = new float[size * times];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i % size];
            }
            return to;
        });
    }
}
