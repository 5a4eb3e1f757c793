package archsim.compression.train;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import archsim.compression.train.layer.ActivationBuffer;
import archsim.compression.train.layer.Matrix;
import archsim.compression.train.layer.Pass;
import archsim.compression.train.layer.SliceOp;
import java.util.List;

/** A whole network applied to one slice of a batch. Not safe for two threads. */
final class SliceNetwork implements AutoCloseable {

    private final NetworkModel architecture;
    private final int images;
    private final List<ActivationBuffer> signals;
    private final List<SliceOp> ops;
    private final SoftmaxLoss loss;
    private final int[] labels;
    private final float[] gradient;

    SliceNetwork(CompactNetwork network, int images, List<List<Matrix>> weights) {
        this.architecture = network.architecture();
        this.images = images;
        var built = new SliceOps(network, images, weights);
        this.signals = built.signals();
        this.ops = built.ops();
        this.loss = new SoftmaxLoss(architecture.classes(), images);
        this.labels = new int[images];
        this.gradient = new float[network.parameters()];
    }

    int images() {
        return images;
    }

    /** In the order in which they are applied. */
    List<SliceOp> ops() {
        return ops;
    }

    /** Gradient of the summed loss by the compact parameters. */
    float[] gradient() {
        return gradient;
    }

    /** Loss and hits of the last call. */
    SoftmaxLoss loss() {
        return loss;
    }

    /** Puts an image of {@code samples} into place {@code column}. */
    void load(int column, Samples samples, int image, Shift shift) {
        samples.write(image, shift, signals.get(0).values(), column, images);
        labels[column] = samples.label(image);
    }

    /** Puts in the images that {@code other} has loaded. */
    void loadFrom(SliceNetwork other) {
        float[] from = other.signals.get(0).values();
        System.arraycopy(from, 0, signals.get(0).values(), 0, from.length);
    }

    /** Activations {@code [channel][row][column][image]} that layer {@code layer} reads; those of the last call. */
    float[] inputOf(int layer) {
        if (layer == architecture.depth()) {
            return logits();
        }
        Node node = architecture.nodes().get(architecture.nodeOf(layer));
        return signals.get(node.inputs().get(0)).values();
    }

    private float[] logits() {
        return signals.get(signals.size() - 1).values();
    }

    /** Logits {@code [class][image]} of the loaded images, as in evaluation. */
    float[] forward(float[] parameters) {
        var pass = new Pass(parameters, gradient, false, 0);
        ops.forEach(op -> op.forward(pass));
        return logits();
    }

    /** Loss over the first {@code count} images, as in evaluation. */
    void evaluate(float[] parameters, int count) {
        loss.score(forward(parameters), labels, count);
    }

    /**
     * Loss of the logits that are there, and its gradient by them.
     *
     * @param scale of the loss in the gradient: one over the images of the whole batch
     */
    void beginBackward(Objective objective, float[] teacherLogits, float scale) {
        float[] logitGradient = signals.get(signals.size() - 1).gradient();
        loss.train(logits(), labels, objective, teacherLogits, logitGradient, scale);
    }

    @Override
    public void close() {
        ops.forEach(SliceOp::close);
    }
}
