package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import java.util.ArrayList;
import java.util.List;

/** A whole network applied to one slice of a batch. Not safe for two threads. */
final class SliceNetwork implements AutoCloseable {

    private final int images;
    private final int classes;
    private final List<SliceLayer> layers = new ArrayList<>();
    private final List<float[]> activationGradients = new ArrayList<>();
    private final float[] input;
    private final int[] labels;
    private final float[] gradient;
    private double loss;
    private int correct;

    SliceNetwork(CompactNetwork network, int images, List<Matrix> weights) {
        this.images = images;
        this.classes = network.architecture().classes();
        this.input = new float[network.architecture().inputs() * images];
        this.labels = new int[images];
        this.gradient = new float[network.parameters()];
        for (int i = 0; i < weights.size(); i++) {
            CompactLayer layer = network.layers().get(i);
            layers.add(new SliceLayer(layer, images, weights.get(i)));
            activationGradients.add(new float[layers.get(i).output().length]);
        }
    }

    int images() {
        return images;
    }

    /** Gradient of the summed loss by the compact parameters, set by {@link #train}. */
    float[] gradient() {
        return gradient;
    }

    /** Cross entropy summed over the images of the last call, in nats. */
    double loss() {
        return loss;
    }

    /** Images of the last call whose largest logit was their label's. */
    int correct() {
        return correct;
    }

    /** Puts an image of {@code samples} into place {@code column}. */
    void load(int column, Samples samples, int image, Shift shift) {
        samples.write(image, shift, input, column, images);
        labels[column] = samples.label(image);
    }

    /** Activations {@code [channel][row][column][image]} that layer {@code layer} reads; those of the last call. */
    float[] inputOf(int layer) {
        return layer == 0 ? input : layers.get(layer - 1).output();
    }

    /** Logits {@code [class][image]} of the loaded images. */
    float[] forward(float[] parameters) {
        float[] activations = input;
        for (SliceLayer layer : layers) {
            layer.forward(activations, parameters);
            activations = layer.output();
        }
        return activations;
    }

    /** Forward, loss over the first {@code count} images, without gradients. */
    void evaluate(float[] parameters, int count) {
        score(forward(parameters), null, count, 1);
    }

    /**
     * Forward and backward.
     *
     * @param scale of the loss in the gradient: one over the images of the whole batch
     */
    void train(float[] parameters, float scale) {
        int last = layers.size() - 1;
        score(forward(parameters), activationGradients.get(last), images, scale);
        for (int i = last; i >= 0; i--) {
            float[] inputGradient = i == 0 ? null : activationGradients.get(i - 1);
            layers.get(i).backward(activationGradients.get(i), gradient, inputGradient);
        }
    }

    private void score(float[] logits, float[] logitGradient, int count, float scale) {
        loss = 0;
        correct = 0;
        double[] exponentials = new double[classes];
        for (int image = 0; image < count; image++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logits[c * images + image] > logits[best * images + image] ? c : best;
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                exponentials[c] = Math.exp(logits[c * images + image] - logits[best * images + image]);
                sum += exponentials[c];
            }
            int label = labels[image];
            loss -= Math.log(Math.max(exponentials[label] / sum, Double.MIN_NORMAL));
            correct += best == label ? 1 : 0;
            if (logitGradient != null) {
                for (int c = 0; c < classes; c++) {
                    double excess = exponentials[c] / sum - (c == label ? 1 : 0);
                    logitGradient[c * images + image] = (float) excess * scale;
                }
            }
        }
    }

    @Override
    public void close() {
        layers.forEach(SliceLayer::close);
    }
}
