package archsim.compression.network;

import archsim.workloads.LayerShape;

/**
 * One layer with weights, {@code [filters][channels / groups][kernel][kernel]}: a convolution, or a fully connected layer
 * as the convolution whose filter covers its whole input.
 *
 * @param name unique in its network
 * @param shape on one image: uniform, with a square filter
 * @param biased whether a bias is learnt; without it, its place among the parameters stays zero
 */
public record LayerSpec(String name, LayerShape shape, boolean biased) {

    public LayerSpec {
        if (shape.n() != 1 || !shape.isUniform() || shape.r() != shape.s()) {
            throw new IllegalArgumentException(name
                    + " needs one image, a square kernel, one stride and one padding without dilation, was " + shape);
        }
    }

    /** A convolution of stride 1 without padding or groups, with biases. */
    public LayerSpec(String name, int channels, int filters, int height, int width, int kernel) {
        this(
                name,
                LayerShape.convolution(channels, filters)
                        .map(height, width)
                        .kernel(kernel, kernel)
                        .build(),
                true);
    }

    /** Channels of the input. */
    public int channels() {
        return shape.c();
    }

    /** Output channels, or neurons. */
    public int filters() {
        return shape.k();
    }

    /** Height of the input, without padding. */
    public int height() {
        return shape.h();
    }

    /** Width of the input, without padding. */
    public int width() {
        return shape.w();
    }

    /** Side of the square filter. */
    public int kernel() {
        return shape.r();
    }

    /** Step of the filter in both directions. */
    public int stride() {
        return shape.rows().stride();
    }

    /** Zeros on all four sides. */
    public int padding() {
        return shape.rows().paddingBefore();
    }

    /** Parts of the channels that know nothing of each other; as many as channels for a depthwise layer. */
    public int groups() {
        return shape.groups();
    }

    /** Output rows. */
    public int outputHeight() {
        return shape.p();
    }

    /** Output columns. */
    public int outputWidth() {
        return shape.q();
    }

    /** Positions at which each filter is applied to one image. */
    public int positions() {
        return outputHeight() * outputWidth();
    }

    /** Weights of one filter: columns of the weight matrix. */
    public int columns() {
        return Math.toIntExact(shape.weightsPerFilter());
    }

    /** Weights of the layer, biases not counted. */
    public int weights() {
        return Math.toIntExact(shape.weights());
    }

    /** Channel that weight column {@code column} reads, counted from the first of its filter's group. */
    public int channelOf(int column) {
        return column / (kernel() * kernel());
    }

    /** Channel of the input that column {@code column} of filter {@code filter} reads. */
    public int channelOf(int filter, int column) {
        return groupOf(filter) * shape.channelsPerGroup() + channelOf(column);
    }

    /** Group of a filter. */
    public int groupOf(int filter) {
        return filter / shape.filtersPerGroup();
    }

    /** Whether each filter reads one channel of its own. */
    public boolean depthwise() {
        return groups() > 1 && groups() == channels();
    }

    /** Whether the filter covers the whole input. */
    public boolean fullyConnected() {
        return kernel() == height() && kernel() == width() && padding() == 0 && groups() == 1;
    }
}
