package archsim.engine;

import archsim.workloads.LayerShape;

/** Layers without dilation whose stride is the same on both axes, and padding on all sides. */
public final class UniformLayer {

    private UniformLayer() {}

    /** The shape of one. */
    public static LayerShape shape(
            int n, int c, int k, int h, int w, int r, int s, int stride, int padding, int groups) {
        return LayerShape.convolution(c, k)
                .batch(n)
                .map(h, w)
                .kernel(r, s)
                .stride(stride)
                .padding(padding)
                .groups(groups)
                .build();
    }
}
