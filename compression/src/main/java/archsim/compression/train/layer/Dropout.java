package archsim.compression.train.layer;

import java.util.SplittableRandom;

/**
 * Dropout, scaled in training so that evaluation has nothing to do: a pure function of the pass' seed and the node.
 *
 * <p>Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 2014.
 */
public final class Dropout implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final double rate;
    private final int place;
    private final float[] factors;

    /** @param place of the node, so that no two nodes drop alike */
    public Dropout(GradientInput input, ActivationBuffer output, double rate, int place) {
        this.input = input;
        this.output = output;
        this.rate = rate;
        this.place = place;
        this.factors = new float[output.values().length];
    }

    @Override
    public void forward(Pass pass) {
        float[] from = input.values();
        float[] to = output.values();
        draw(pass);
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] * factors[i];
        }
    }

    private void draw(Pass pass) {
        var random = new SplittableRandom(pass.seed() * 1_000_003 + place);
        float scale = (float) (1 / (1 - rate));
        for (int i = 0; i < factors.length; i++) {
            boolean stays = !pass.training() || random.nextDouble() >= rate;
            factors[i] = !stays ? 0f : pass.training() ? scale : 1f;
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.openGradient();
        float[] gradient = output.gradient();
        for (int i = 0; i < gradient.length; i++) {
            inputGradient[i] += gradient[i] * factors[i];
        }
    }
}
