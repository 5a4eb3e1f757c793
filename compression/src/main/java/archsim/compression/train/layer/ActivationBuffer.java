package archsim.compression.train.layer;

import archsim.compression.network.TensorShape;

/**
 * What one node writes for one slice, {@code [channel][row][column][image]}, and the gradient of the loss by it.
 *
 * <p>Channels are the live ones; there may be none.
 */
public final class ActivationBuffer {

    private final int channels;
    private final TensorShape extent;
    private final int images;
    private final float[] values;
    private float[] gradient = {};

    /** @param extent before pruning; of which only {@code channels} channels are left */
    public ActivationBuffer(TensorShape extent, int channels, int images) {
        this.channels = channels;
        this.extent = extent;
        this.images = images;
        this.values = new float[Math.multiplyExact(Math.multiplyExact(channels, extent.positions()), images)];
    }

    int channels() {
        return channels;
    }

    int height() {
        return extent.height();
    }

    int width() {
        return extent.width();
    }

    int images() {
        return images;
    }

    /** Values of one channel. */
    int plane() {
        return extent.positions() * images;
    }

    /** Shared, not a copy. */
    public float[] values() {
        return values;
    }

    /** Shared, not a copy; made when it is first asked for, since evaluation does without. */
    public float[] gradient() {
        if (gradient.length != values.length) {
            gradient = new float[values.length];
        }
        return gradient;
    }
}
