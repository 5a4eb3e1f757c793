package archsim.compression.train.layer;

import archsim.compression.network.Node;
import java.util.Arrays;

/** Average pooling; padding does not count. */
public final class AveragePool implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final PoolWindows windows;

    public AveragePool(Node.Pool node, GradientInput input, ActivationBuffer output) {
        this.input = input;
        this.output = output;
        this.windows = new PoolWindows(node, input.signal(), output);
    }

    @Override
    public void forward(Pass pass) {
        Arrays.fill(output.values(), 0f);
        windows.each(
                (out, in) -> Lanes.addScaled(output.values(), out, share(out), input.values(), in, output.images()));
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.openGradient();
        windows.each(
                (out, in) -> Lanes.addScaled(inputGradient, in, share(out), output.gradient(), out, output.images()));
    }

    private float share(int out) {
        return 1f / windows.count(out);
    }
}
