package archsim.compression.network;

/**
 * One layer to train: a convolution of stride 1 without padding, then 2 x 2 maximum pooling and ReLU where stated.
 *
 * @param name unique in its network
 * @param channels of the input
 * @param filters output channels, or neurons
 * @param height of the input
 * @param width of the input
 * @param kernel side of the square filter
 * @param pooled whether 2 x 2 windows with stride 2 follow
 * @param rectified whether ReLU follows
 */
public record LayerSpec(
        String name, int channels, int filters, int height, int width, int kernel, boolean pooled, boolean rectified) {

    public LayerSpec {
        if (channels < 1 || filters < 1 || kernel < 1 || kernel > height || kernel > width) {
            throw new IllegalArgumentException("%s needs channels, filters and a kernel inside %d x %d, was %d, %d, %d"
                    .formatted(name, height, width, channels, filters, kernel));
        }
        if (pooled && ((height - kernel + 1) % 2 != 0 || (width - kernel + 1) % 2 != 0)) {
            throw new IllegalArgumentException("%s pools %d x %d outputs, which 2 does not divide"
                    .formatted(name, height - kernel + 1, width - kernel + 1));
        }
    }

    /** Output rows before pooling. */
    public int outputHeight() {
        return height - kernel + 1;
    }

    /** Output columns before pooling. */
    public int outputWidth() {
        return width - kernel + 1;
    }

    /** Positions at which each filter is applied to one image. */
    public int positions() {
        return outputHeight() * outputWidth();
    }

    /** Rows that the next layer sees. */
    public int writtenHeight() {
        return pooled ? outputHeight() / 2 : outputHeight();
    }

    /** Columns that the next layer sees. */
    public int writtenWidth() {
        return pooled ? outputWidth() / 2 : outputWidth();
    }

    /** Weights of one filter: columns of the weight matrix. */
    public int columns() {
        return channels * kernel * kernel;
    }

    /** Weights of the layer, biases not counted. */
    public int weights() {
        return filters * columns();
    }

    /** Channel that weight column {@code column} reads. */
    public int channelOf(int column) {
        return column / (kernel * kernel);
    }

    /** Whether the filter covers the whole input. */
    public boolean fullyConnected() {
        return kernel == height && kernel == width;
    }
}
