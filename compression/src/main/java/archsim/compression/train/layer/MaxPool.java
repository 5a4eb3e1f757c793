package archsim.compression.train.layer;

import archsim.compression.network.Node;
import java.util.Arrays;

/** Maximum pooling; of equal maxima in a window the first takes the whole gradient. */
public final class MaxPool implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final PoolWindows windows;
    private final float[] left;
    private final float[] most;

    private MaxPool(Node.Pool node, GradientInput input, ActivationBuffer output) {
        this.input = input;
        this.output = output;
        this.windows = new PoolWindows(node, input.signal(), output);
        this.left = new float[output.images()];
        this.most = new float[output.images()];
    }

    /** The pooling of {@code node}. */
    public static SliceOp of(Node.Pool node, GradientInput input, ActivationBuffer output, boolean readAlone) {
        boolean pairs = node.window() == 2 && node.stride() == 2 && node.padding() == 0;
        return pairs && readAlone ? new MaxPool2x2(input, output) : new MaxPool(node, input, output);
    }

    @Override
    public void forward(Pass pass) {
        Arrays.fill(output.values(), Float.NEGATIVE_INFINITY);
        windows.each((out, in) -> raise(output.values(), out, in));
    }

    private void raise(float[] to, int at, int in) {
        float[] from = input.values();
        for (int i = 0; i < most.length; i++) {
            to[at + i] = Math.max(to[at + i], from[in + i]);
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.openGradient();
        int[] current = {-1};
        windows.each((out, in) -> {
            if (out != current[0]) {
                current[0] = out;
                begin(out);
            }
            hand(in, inputGradient);
        });
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
