package archsim.compression.network;

import archsim.base.RootLocale;

/**
 * One layer with weights, {@code [filters][channels / groups][kernel][kernel]}: a convolution, or a fully connected layer
 * as the convolution whose filter covers its whole input.
 *
 * @param name unique in its network
 * @param channels of the input
 * @param filters output channels, or neurons
 * @param height of the input, without padding
 * @param width of the input, without padding
 * @param kernel side of the square filter
 * @param stride step of the filter in both directions
 * @param padding zeros on all four sides
 * @param groups parts of the channels that know nothing of each other; as many as channels for a depthwise layer
 * @param biased whether a bias is learnt; without it, its place among the parameters stays zero
 */
public record LayerSpec(
        String name,
        int channels,
        int filters,
        int height,
        int width,
        int kernel,
        int stride,
        int padding,
        int groups,
        boolean biased) {

    public LayerSpec {
        if (channels < 1 || filters < 1 || kernel < 1 || padding < 0 || stride < 1) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%s needs channels, filters, a kernel and a stride, was %d, %d, %d, %d",
                    name, channels, filters, kernel, stride));
        }
        if (kernel > height + 2L * padding || kernel > width + 2L * padding) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%s needs a kernel inside %d x %d padded by %d, was %d", name, height, width, padding, kernel));
        }
        if (groups < 1 || channels % groups != 0 || filters % groups != 0) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%s needs groups that divide %d channels and %d filters, was %d", name, channels, filters, groups));
        }
    }

    /** A convolution of stride 1 without padding or groups, with biases. */
    public LayerSpec(String name, int channels, int filters, int height, int width, int kernel) {
        this(name, channels, filters, height, width, kernel, 1, 0, 1, true);
    }

    /** Output rows. */
    public int outputHeight() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /** Output columns. */
    public int outputWidth() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    /** Positions at which each filter is applied to one image. */
    public int positions() {
        return outputHeight() * outputWidth();
    }

    /** Weights of one filter: columns of the weight matrix. */
    public int columns() {
        return channels / groups * kernel * kernel;
    }

    /** Weights of the layer, biases not counted. */
    public int weights() {
        return Math.multiplyExact(filters, columns());
    }

    /** Channel that weight column {@code column} reads, counted from the first of its filter's group. */
    public int channelOf(int column) {
        return column / (kernel * kernel);
    }

    /** Channel of the input that column {@code column} of filter {@code filter} reads. */
    public int channelOf(int filter, int column) {
        return groupOf(filter) * (channels / groups) + channelOf(column);
    }

    /** Group of a filter. */
    public int groupOf(int filter) {
        return filter / (filters / groups);
    }

    /** Whether each filter reads one channel of its own. */
    public boolean depthwise() {
        return groups > 1 && groups == channels;
    }

    /** Whether the filter covers the whole input. */
    public boolean fullyConnected() {
        return kernel == height && kernel == width && padding == 0 && groups == 1;
    }
}
