package archsim.compression.network;

import java.util.List;

/**
 * A chain of layers and where their parameters lie in one flat array.
 *
 * @param name as in {@code workloads/networks}
 * @param layers input to output; the last one gives the logits
 */
public record Architecture(String name, List<LayerSpec> layers) {

    public Architecture {
        layers = List.copyOf(layers);
        for (int i = 1; i < layers.size(); i++) {
            LayerSpec from = layers.get(i - 1);
            LayerSpec to = layers.get(i);
            if (to.channels() != from.filters()
                    || to.height() != from.writtenHeight()
                    || to.width() != from.writtenWidth()) {
                throw new IllegalArgumentException("%s writes %d x %d x %d, but %s reads %d x %d x %d"
                        .formatted(
                                from.name(),
                                from.filters(),
                                from.writtenHeight(),
                                from.writtenWidth(),
                                to.name(),
                                to.channels(),
                                to.height(),
                                to.width()));
            }
        }
    }

    /**
     * Caffe's LeNet-5: 20 and 50 filters of 5 x 5, each followed by 2 x 2 pooling, then 500 and 10 neurons; 25,500 CONV
     * and 405,000 FC weights. Unlike Caffe's, ReLU also follows the pooled convolutions, which makes their outputs
     * sparse.
     *
     * <p>Source: BVLC Caffe, {@code examples/mnist/lenet_train_test.prototxt}.
     */
    public static Architecture lenet5() {
        return new Architecture(
                "lenet5",
                List.of(
                        new LayerSpec("conv1", 1, 20, 28, 28, 5, true, true),
                        new LayerSpec("conv2", 20, 50, 12, 12, 5, true, true),
                        new LayerSpec("fc1", 50, 500, 4, 4, 4, false, true),
                        new LayerSpec("fc2", 500, 10, 1, 1, 1, false, false)));
    }

    public LayerSpec layer(int index) {
        return layers.get(index);
    }

    /** Number of layers. */
    public int depth() {
        return layers.size();
    }

    /** Logits. */
    public int classes() {
        return layers.get(depth() - 1).filters();
    }

    /** Pixels of one input image. */
    public int inputs() {
        return layers.get(0).channels() * layers.get(0).height() * layers.get(0).width();
    }

    /** Where the weights of layer {@code index} start. */
    public int weightOffset(int index) {
        int offset = 0;
        for (int i = 0; i < index; i++) {
            offset += layers.get(i).weights() + layers.get(i).filters();
        }
        return offset;
    }

    /** Where the biases of layer {@code index} start. */
    public int biasOffset(int index) {
        return weightOffset(index) + layers.get(index).weights();
    }

    /** Weights and biases of all layers. */
    public int parameters() {
        return weightOffset(depth());
    }
}
