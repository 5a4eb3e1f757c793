package archsim.compression.train;

import archsim.compression.network.Node;
import java.util.Arrays;

/** Maximum pooling; of equal maxima in a window the first takes the whole gradient. */
final class MaxPool implements SliceOp {

    private final Inlet input;
    private final Signal output;
    private final PoolWindows windows;
    private final boolean pairs;
    private final float[] left;
    private final float[] most;

    MaxPool(Node.Pooled node, Inlet input, Signal output) {
        this.input = input;
        this.output = output;
        this.windows = new PoolWindows(node, input.signal(), output);
        this.pairs = node.window() == 2 && node.stride() == 2 && node.padding() == 0;
        this.left = new float[output.images()];
        this.most = new float[output.images()];
    }

    @Override
    public void forward(Pass pass) {
        if (pairs) {
            eachPair((out, in) -> raisePair(out, in));
            return;
        }
        Arrays.fill(output.values(), Float.NEGATIVE_INFINITY);
        windows.each((out, in) -> raise(output.values(), out, in));
    }

    /** Outputs of windows of 2 x 2 next to each other, and the first of the four runs that each sees. */
    private void eachPair(PoolWindows.Visitor visitor) {
        int images = output.images();
        int line = input.signal().width() * images;
        int out = 0;
        for (int row = 0; row < output.channels() * output.height(); row++) {
            int channel = row / output.height();
            int in = (channel * input.signal().height() + 2 * (row % output.height())) * line;
            for (int x = 0; x < output.width(); x++, out += images, in += 2 * images) {
                visitor.visit(out, in);
            }
        }
    }

    private void raisePair(int out, int in) {
        float[] from = input.values();
        float[] to = output.values();
        int images = output.images();
        int below = in + input.signal().width() * images;
        for (int i = 0; i < images; i++) {
            float upper = larger(from[in + i], from[in + images + i]);
            float lower = larger(from[below + i], from[below + images + i]);
            to[out + i] = larger(upper, lower);
        }
    }

    /** The first of equals; quicker than {@link Math#max}, which tells zeros apart. */
    private static float larger(float a, float b) {
        return b > a ? b : a;
    }

    private void raise(float[] to, int at, int in) {
        float[] from = input.values();
        for (int i = 0; i < most.length; i++) {
            to[at + i] = larger(to[at + i], from[in + i]);
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.openGradient();
        if (pairs) {
            eachPair((out, in) -> handPair(out, in, inputGradient));
            return;
        }
        int[] current = {-1};
        windows.each((out, in) -> {
            if (out != current[0]) {
                current[0] = out;
                begin(out);
            }
            hand(in, inputGradient);
        });
    }

    private void handPair(int out, int in, float[] inputGradient) {
        float[] from = input.values();
        float[] gradient = output.gradient();
        int images = output.images();
        int down = input.signal().width() * images;
        for (int i = 0; i < images; i++) {
            int at = in + i;
            boolean right = from[at + images] > from[at];
            boolean lowerRight = from[at + down + images] > from[at + down];
            int upper = right ? at + images : at;
            int lower = lowerRight ? at + down + images : at + down;
            inputGradient[from[lower] > from[upper] ? lower : upper] += gradient[out + i];
        }
    }

    /** The outputs themselves may be rectified by now, so the maxima are found again. */
    private void begin(int out) {
        System.arraycopy(output.gradient(), out, left, 0, left.length);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        windows.eachOf(out, (same, in) -> raise(most, 0, in));
    }

    private void hand(int in, float[] inputGradient) {
        float[] from = input.values();
        for (int i = 0; i < left.length; i++) {
            boolean takes = from[in + i] == most[i];
            inputGradient[in + i] += takes ? left[i] : 0f;
            left[i] = takes ? 0f : left[i];
        }
    }
}
