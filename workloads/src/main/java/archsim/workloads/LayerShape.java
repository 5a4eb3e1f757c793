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
 * @param rows input height {@code h} under filter height {@code r}, with stride, dilation, and padding at top and bottom
 * @param columns input width {@code w} under filter width {@code s}, with padding at left and right
 * @param groups independent parts that the channels are split into; {@code groups = c} is depthwise
 */
public record LayerShape(int n, int c, int k, Axis rows, Axis columns, int groups) {

    public LayerShape {
        if (Math.min(Math.min(n, groups), Math.min(c, k)) < 1) {
            throw new IllegalArgumentException(RootLocale.format(
                    "n, c, k and groups must be at least 1, was n=%d c=%d k=%d groups=%d", n, c, k, groups));
        }
        if (c % groups != 0 || k % groups != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("groups must divide both c and k, was groups=%d c=%d k=%d", groups, c, k));
        }
    }

    /** A layer of {@code c} inputs and {@code k} outputs: one position and one offset unless the builder is given more. */
    public static Builder convolution(int c, int k) {
        return new Builder(c, k);
    }

    /** A fully connected layer of {@code c} inputs and {@code k} outputs. */
    public static LayerShape fullyConnected(int n, int c, int k) {
        return convolution(c, k).batch(n).build();
    }

    /** The same layer on {@code images} images. */
    public LayerShape withBatch(int images) {
        return new LayerShape(images, c, k, rows, columns, groups);
    }

    /**
     * As many independent copies of the layer's groups side by side, each with inputs and weights of its own.
     *
     * @throws ArithmeticException if channels or filters do not fit an {@code int}
     */
    public LayerShape repeated(int copies) {
        return new LayerShape(
                n,
                Math.multiplyExact(c, copies),
                Math.multiplyExact(k, copies),
                rows,
                columns,
                Math.multiplyExact(groups, copies));
    }

    /** Input height, without padding. */
    public int h() {
        return rows.extent();
    }

    /** Input width, without padding. */
    public int w() {
        return columns.extent();
    }

    /** Filter height in taps. */
    public int r() {
        return rows.kernel();
    }

    /** Filter width in taps. */
    public int s() {
        return columns.kernel();
    }

    /** Output height. */
    public int p() {
        return rows.outputs();
    }

    /** Output width. */
    public int q() {
        return columns.outputs();
    }

    /** Taps of a filter along each axis. */
    public PerAxis kernel() {
        return new PerAxis(r(), s());
    }

    /** Step of the filter along each axis. */
    public PerAxis stride() {
        return new PerAxis(rows.stride(), columns.stride());
    }

    /** Step from tap to tap along each axis. */
    public PerAxis dilation() {
        return new PerAxis(rows.dilation(), columns.dilation());
    }

    /** Zeros around the input. */
    public Padding padding() {
        return new Padding(rows.paddingBefore(), columns.paddingBefore(), rows.paddingAfter(), columns.paddingAfter());
    }

    /** Whether one stride and one padding are true of both axes and all sides, and nothing is dilated. */
    public boolean isUniform() {
        return rows.stride() == columns.stride() && padding().isEven() && !rows.isDilated() && !columns.isDilated();
    }

    /** Stride classes of both axes together. */
    public int strideClasses() {
        return rows.strideClasses() * columns.strideClasses();
    }

    /** Stride class of an input. */
    public int strideClass(int h, int w) {
        return rows.strideClass(h) * columns.strideClasses() + columns.strideClass(w);
    }

    /** Stride class of the inputs that a weight is multiplied with. */
    public int strideClassOfWeight(int r, int s) {
        return rows.strideClassOfTap(r) * columns.strideClasses() + columns.strideClassOfTap(s);
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
        return (long) channelsPerGroup() * r() * s();
    }

    /** Weights of the layer, biases not counted. */
    public long weights() {
        return Math.multiplyExact(k, weightsPerFilter());
    }

    /** Activations that the layer reads, padding not counted. */
    public long inputs() {
        return Math.multiplyExact(Math.multiplyExact((long) n * c, (long) h()), (long) w());
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
        return r() == 1 && s() == 1 && rows.padded() == 1 && columns.padded() == 1;
    }

    /** Gathers the bounds of a layer; what is left out is 1, and padding 0. */
    public static final class Builder {

        private final int c;
        private final int k;
        private int n = 1;
        private int groups = 1;
        private int h = 1;
        private int w = 1;
        private PerAxis kernel = PerAxis.ONE;
        private PerAxis stride = PerAxis.ONE;
        private PerAxis dilation = PerAxis.ONE;
        private Padding padding = Padding.NONE;

        private Builder(int c, int k) {
            this.c = c;
            this.k = k;
        }

        public Builder batch(int images) {
            n = images;
            return this;
        }

        public Builder groups(int parts) {
            groups = parts;
            return this;
        }

        /** Height and width of the input, without padding. */
        public Builder map(int height, int width) {
            h = height;
            w = width;
            return this;
        }

        /** Height and width of the filter, in taps. */
        public Builder kernel(int height, int width) {
            return kernel(new PerAxis(height, width));
        }

        public Builder kernel(PerAxis taps) {
            kernel = taps;
            return this;
        }

        /** The same stride on both axes. */
        public Builder stride(int both) {
            return stride(PerAxis.both(both));
        }

        /** Stride from output row to output row, and from column to column. */
        public Builder stride(int down, int across) {
            return stride(new PerAxis(down, across));
        }

        public Builder stride(PerAxis steps) {
            stride = steps;
            return this;
        }

        /** The same dilation on both axes. */
        public Builder dilation(int both) {
            return dilation(PerAxis.both(both));
        }

        /** Dilation between the rows of the filter, and between its columns. */
        public Builder dilation(int down, int across) {
            return dilation(new PerAxis(down, across));
        }

        public Builder dilation(PerAxis steps) {
            dilation = steps;
            return this;
        }

        /** The same padding on all four sides. */
        public Builder padding(int all) {
            return padding(Padding.all(all));
        }

        public Builder padding(int top, int left, int bottom, int right) {
            return padding(new Padding(top, left, bottom, right));
        }

        public Builder padding(Padding zeros) {
            padding = zeros;
            return this;
        }

        /**
         * The shape.
         *
         * @throws IllegalArgumentException if the bounds make no layer
         */
        public LayerShape build() {
            return new LayerShape(
                    n,
                    c,
                    k,
                    new Axis(h, kernel.rows(), stride.rows(), dilation.rows(), padding.top(), padding.bottom()),
                    new Axis(
                            w, kernel.columns(), stride.columns(), dilation.columns(), padding.left(), padding.right()),
                    groups);
        }
    }
}
