package archsim.workloads;

import archsim.base.RootLocale;

/**
 * The loop bounds of one convolution, in the seven-loop form used throughout archsim.
 *
 * <p>Tensors: input {@code [n][c][h][w]}, weights {@code [k][c/groups][r][s]}, output {@code [n][k][p][q]}. A fully
 * connected layer is the case {@code h = w = r = s = 1} without padding. All bounds count elements, not bytes.
 *
 * @param n batch size
 * @param c input channels over all groups
 * @param k filters over all groups
 * @param h input height, without padding
 * @param w input width, without padding
 * @param r filter height
 * @param s filter width
 * @param stride step of the filter, the same in both directions; at most the padded input
 * @param padding zeros around the input, the same on all four sides
 * @param groups independent parts that the channels are split into; {@code groups = c} is depthwise
 */
public record LayerShape(int n, int c, int k, int h, int w, int r, int s, int stride, int padding, int groups) {

    public LayerShape {
        requirePositive("n", n);
        requirePositive("c", c);
        requirePositive("k", k);
        requirePositive("h", h);
        requirePositive("w", w);
        requirePositive("r", r);
        requirePositive("s", s);
        requirePositive("stride", stride);
        requirePositive("groups", groups);
        if (padding < 0) {
            throw new IllegalArgumentException("padding must be at least 0, was " + padding);
        }
        if (Math.max(h, w) + 2L * padding > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(RootLocale.format(
                    "the padded input must be smaller than 2^31, was %d x %d with padding %d", h, w, padding));
        }
        if (stride > Math.max(h, w) + 2L * padding) {
            throw new IllegalArgumentException(RootLocale.format(
                    "the stride must not exceed the %d x %d input with padding %d, was %d", h, w, padding, stride));
        }
        if (c % groups != 0 || k % groups != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("groups must divide both c and k, was groups=%d c=%d k=%d", groups, c, k));
        }
        if (r > h + 2L * padding || s > w + 2L * padding) {
            throw new IllegalArgumentException(RootLocale.format(
                    "the %d x %d filter must fit the %d x %d input with padding %d", r, s, h, w, padding));
        }
    }

    private static void requirePositive(String name, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + bound);
        }
    }

    /** A fully connected layer of {@code c} inputs and {@code k} outputs. */
    public static LayerShape fullyConnected(int n, int c, int k) {
        return new LayerShape(n, c, k, 1, 1, 1, 1, 1, 0, 1);
    }

    /** The same layer on {@code images} images. */
    public LayerShape withBatch(int images) {
        return new LayerShape(images, c, k, h, w, r, s, stride, padding, groups);
    }

    /** Output height. */
    public int p() {
        return (h + 2 * padding - r) / stride + 1;
    }

    /** Output width. */
    public int q() {
        return (w + 2 * padding - s) / stride + 1;
    }

    /** Input channels that one filter reads. */
    public int channelsPerGroup() {
        return c / groups;
    }

    /** Filters that share one group's inputs. */
    public int filtersPerGroup() {
        return k / groups;
    }

    /** Weights of one filter, {@code c/groups * r * s}: the columns of the weight matrix. */
    public long weightsPerFilter() {
        return (long) channelsPerGroup() * r * s;
    }

    /** Weights of the layer, biases not counted. */
    public long weights() {
        return Math.multiplyExact(k, weightsPerFilter());
    }

    /** Activations that the layer reads, padding not counted. */
    public long inputs() {
        return Math.multiplyExact(Math.multiplyExact((long) n * c, (long) h), (long) w);
    }

    /** Positions at which each filter is applied, {@code n * p * q}. */
    public long outputPositions() {
        return Math.multiplyExact((long) n * p(), (long) q());
    }

    /** Activations that the layer writes, before any pooling. */
    public long outputs() {
        return Math.multiplyExact(outputPositions(), (long) k);
    }

    /**
     * Multiply-accumulates of the dense layer, padding included.
     *
     * @throws ArithmeticException if the count does not fit a {@code long}
     */
    public long macs() {
        return Math.multiplyExact(outputPositions(), weights());
    }

    /** Whether there are 2^31 or more weights, inputs or outputs, which no mask can hold. */
    public boolean isTooLarge() {
        try {
            return Math.max(Math.max(weights(), inputs()), outputs()) > Integer.MAX_VALUE;
        } catch (ArithmeticException e) {
            return true;
        }
    }

    /** Whether this is a plain matrix-vector product per image. */
    public boolean isFullyConnected() {
        return h == 1 && w == 1 && r == 1 && s == 1 && padding == 0;
    }
}
