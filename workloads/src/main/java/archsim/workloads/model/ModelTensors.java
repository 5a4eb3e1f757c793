package archsim.workloads.model;

import archsim.workloads.Activations;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.WeightTensor;
import java.util.List;

/** Names, shapes and types of a layer's tensors in a model's file. */
final class ModelTensors {

    private ModelTensors() {}

    static String weight(Layer layer) {
        return layer.name() + ".weight";
    }

    static String scale(Layer layer) {
        return layer.name() + ".scale";
    }

    static String bias(Layer layer) {
        return layer.name() + ".bias";
    }

    static String input(Layer layer) {
        return layer.name() + ".input";
    }

    /** Of all tensors that a file may hold of {@code layer}; none of a product of activations. */
    static List<String> names(Layer layer) {
        return layer.hasParameters() ? List.of(weight(layer), scale(layer), bias(layer), input(layer)) : List.of();
    }

    static List<Integer> weightShape(LayerShape shape) {
        return List.of(shape.k(), shape.channelsPerGroup(), shape.r(), shape.s());
    }

    static List<Integer> inputShape(LayerShape shape, int images) {
        return List.of(images, shape.c(), shape.h(), shape.w());
    }

    static void write(CompressedLayer compressed, TensorFileWriter file) {
        Layer layer = compressed.layer();
        if (!compressed.isProduct()) {
            writeWeights(compressed.weights(), layer, file);
            List<Integer> filters = List.of(layer.shape().k());
            compressed.scale().ifPresent(scale -> file.floats(scale(layer), filters, scale.toFloats()));
            file.floats(bias(layer), filters, compressed.bias().toFloats());
        }
        compressed.input().ifPresent(input -> writeInput(input, layer, file));
    }

    private static void writeWeights(WeightTensor weights, Layer layer, TensorFileWriter file) {
        List<Integer> shape = weightShape(layer.shape());
        if (weights.isQuantised()) {
            file.levels(weight(layer), levelType(weights), shape, weights.toLevels());
        } else {
            file.floats(weight(layer), shape, weights.size(), weights::value);
        }
    }

    /** I8 wherever it holds every level; levels of 8 bits reach 128 only if none of them is zero. */
    private static ElementType levelType(WeightTensor weights) {
        for (int i = 0; i < weights.size(); i++) {
            int level = weights.level(i);
            if (level != (byte) level) {
                return ElementType.I16;
            }
        }
        return ElementType.I8;
    }

    private static void writeInput(Activations input, Layer layer, TensorFileWriter file) {
        short[] levels = new short[input.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) input.level(i);
        }
        ElementType type = input.isSigned() ? ElementType.I8 : ElementType.U8;
        file.levels(input(layer), type, inputShape(layer.shape(), input.images()), levels);
    }
}
