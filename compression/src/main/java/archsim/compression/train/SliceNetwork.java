package archsim.compression.train;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.data.EpochOrder;
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
    private final int[] partners;
    private float share = 1;
    private float[] partner = new float[0];
    private final float[] gradient;

    SliceNetwork(CompactNetwork network, int images, List<List<Matrix>> weights) {
        this.architecture = network.architecture();
        this.images = images;
        var built = new SliceOps(network, images, weights);
        this.signals = built.signals();
        this.ops = built.ops();
        this.loss = new SoftmaxLoss(architecture.classes(), images);
        this.labels = new int[images];
        this.partners = new int[images];
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

    /**
     * Puts the image at a place of {@code order} into place {@code column}, mixed with another.
     *
     * @param other place of what has the rest of {@code mixShare}, which is read only where that is not 1
     */
    void load(int column, Samples samples, EpochOrder order, int place, int other, float mixShare) {
        float[] block = signals.get(0).values();
        order.write(samples, place, block, column, images);
        labels[column] = samples.label(order.image(place));
        partners[column] = samples.label(order.image(other));
        share = mixShare;
        if (share == 1) {
            return;
        }
        partner = partner.length == 0 ? new float[block.length / images] : partner;
        order.write(samples, other, partner, 0, 1);
        for (int i = 0; i < partner.length; i++) {
            int at = i * images + column;
            block[at] = share * block[at] + (1 - share) * partner[i];
        }
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
        var targets = new SoftmaxLoss.Targets(labels, partners, share);
        loss.train(logits(), targets, objective, teacherLogits, logitGradient, scale);
    }

    @Override
    public void close() {
        ops.forEach(SliceOp::close);
    }
}
