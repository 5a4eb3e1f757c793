package archsim.engine.plan;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;

/** The numbers behind a layer's masks: integer weights {@code [k][c/groups][r][s]} and inputs {@code [n][c][h][w]}. */
public final class LayerValues {

    private final LayerShape shape;
    private final int[] weights;
    private final int[] inputs;

    /** @throws IllegalArgumentException if a length does not fit the shape */
    public LayerValues(LayerShape shape, int[] weights, int[] inputs) {
        if (weights.length != shape.weights() || inputs.length != shape.inputs()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "expected %d weights and %d inputs, was %d and %d",
                    shape.weights(), shape.inputs(), weights.length, inputs.length));
        }
        this.shape = shape;
        this.weights = weights.clone();
        this.inputs = inputs.clone();
    }

    /** Weight of filter {@code k} at its own channel {@code c} and offset. */
    public int weight(int k, int c, int r, int s) {
        return weights[((k * shape.channelsPerGroup() + c) * shape.r() + r) * shape.s() + s];
    }

    /** Input of image {@code n}, channel over all groups; 0 in the padding. */
    public int input(int n, int c, int h, int w) {
        return h < 0 || h >= shape.h() || w < 0 || w >= shape.w()
                ? 0
                : inputs[((n * shape.c() + c) * shape.h() + h) * shape.w() + w];
    }
}
