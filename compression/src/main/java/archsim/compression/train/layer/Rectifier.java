package archsim.compression.train.layer;

/**
 * ReLU with an upper end, which may be infinite.
 *
 * <p>In place where input and output are one signal: no operation needs what a sole reader rectified.
 */
public final class Rectifier implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final float cap;

    public Rectifier(GradientInput input, ActivationBuffer output, float cap) {
        this.input = input;
        this.output = output;
        this.cap = Math.min(cap, Float.MAX_VALUE);
    }

    @Override
    public void forward(Pass pass) {
        float[] from = input.values();
        float[] to = output.values();
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.min(Math.max(from[i], 0f), cap);
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] values = output.values();
        float[] gradient = output.gradient();
        if (input.signal() == output) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= Lanes.isAbove(values[i], 0f) * Lanes.isAbove(cap, values[i]);
            }
            return;
        }
        float[] inputGradient = input.openGradient();
        for (int i = 0; i < gradient.length; i++) {
            inputGradient[i] += gradient[i] * (Lanes.isAbove(values[i], 0f) * Lanes.isAbove(cap, values[i]));
        }
    }
}
