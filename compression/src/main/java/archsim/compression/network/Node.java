package archsim.compression.network;

import archsim.base.RootLocale;
import java.util.List;

/**
 * One operation of an {@link NetworkModel}, on what earlier nodes wrote.
 *
 * <p>The set is closed: a new one needs its channels followed in {@link LiveChannels} and its arithmetic in {@code train}.
 */
public sealed interface Node {

    /** Places of the nodes that are read. */
    List<Integer> inputs();

    /** What is written for one image. */
    TensorShape extent();

    /** What must be written by the node at {@code inputs().get(input)}. */
    default TensorShape reads(int input) {
        return extent();
    }

    /** The channel that channel {@code channel} of an input goes into, where channels are handed on. */
    default int into(int input, int channel) {
        return channel;
    }

    /** How many of the inputs, the first ones, hand their channels on: one that none of them has is zero. */
    default int carriers() {
        return inputs().size();
    }

    /** Parameters, in the order in which they lie in the architecture's one array. */
    default int parameters() {
        return 0;
    }

    /** The images. */
    record Source(TensorShape extent) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of();
        }
    }

    /** A convolution or fully connected layer; weights, then biases. */
    record Linear(int input, LayerSpec spec) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public TensorShape extent() {
            return new TensorShape(spec.filters(), spec.outputHeight(), spec.outputWidth());
        }

        @Override
        public TensorShape reads(int in) {
            return new TensorShape(spec.channels(), spec.height(), spec.width());
        }

        @Override
        public int parameters() {
            return Math.addExact(spec.weights(), spec.filters());
        }
    }

    /**
     * Batch normalisation: scales, then shifts, then running means, then running variances, one of each a channel.
     *
     * <p>The running ones are no weights: training follows the batches with them, gradients leave them alone.
     */
    record BatchNorm(int input, TensorShape extent) implements Node {

        /** Kinds of parameters. */
        public static final int PARTS = 4;

        /** Added to variances. */
        public static final double EPSILON = 1e-5;

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public int parameters() {
            return PARTS * extent.channels();
        }
    }

    /**
     * ReLU, or with a finite cap what is known as ReLU6.
     *
     * @param cap above which outputs are cut off; may be infinite
     */
    record Relu(int input, TensorShape extent, float cap) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * Pooling over square windows, of which only whole ones count.
     *
     * @param read what is pooled
     * @param average whether by mean, else by maximum; padding counts in neither
     */
    record Pool(int input, TensorShape read, boolean average, int window, int stride, int padding) implements Node {

        public Pool {
            if (window < 1 || stride < 1 || padding < 0 || padding >= window) {
                throw new IllegalArgumentException("pooling needs a window, a stride and less padding than window, was"
                        + RootLocale.format(" %d, %d, %d", window, stride, padding));
            }
            if (window > read.height() + 2 * padding || window > read.width() + 2 * padding) {
                throw new IllegalArgumentException(
                        RootLocale.format("a window of %d does not fit into %s", window, read));
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public TensorShape extent() {
            return new TensorShape(read.channels(), pooled(read.height()), pooled(read.width()));
        }

        @Override
        public TensorShape reads(int in) {
            return read;
        }

        private int pooled(int length) {
            return (length + 2 * padding - window) / stride + 1;
        }
    }

    /**
     * A shortcut without parameters (option A): every {@code stride}-th row and column, and new channels of zeros, one half
     * of them before and one half behind those that are read.
     *
     * <p>Source: K. He et al., CVPR 2016, section 3.3 (A), which does not say where the new channels lie; those who publish
     * such weights for CIFAR-10 put them on both sides.
     *
     * @param read what is read
     * @param extent what is written; with at least as many channels
     */
    record Shortcut(int input, TensorShape read, TensorShape extent) implements Node {

        public Shortcut {
            int stride = (read.height() + extent.height() - 1) / extent.height();
            boolean fits = extent.height() == (read.height() - 1) / stride + 1
                    && extent.width() == (read.width() - 1) / stride + 1
                    && extent.channels() >= read.channels();
            if (!fits) {
                throw new IllegalArgumentException(
                        RootLocale.format("a shortcut without parameters cannot make %s of %s", extent, read));
            }
        }

        /** Rows and columns from one that is kept to the next. */
        public int stride() {
            return (read.height() + extent.height() - 1) / extent.height();
        }

        /** New channels before those that are read. */
        public int before() {
            return (extent.channels() - read.channels()) / 2;
        }

        @Override
        public int into(int in, int channel) {
            return before() + channel;
        }

        @Override
        public TensorShape reads(int in) {
            return read;
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * The maps of several nodes behind one another, by channel.
     *
     * @param inputs at least two different ones
     * @param read what each of them writes, of one height and width
     */
    record Concatenate(List<Integer> inputs, List<TensorShape> read) implements Node {

        public Concatenate {
            inputs = List.copyOf(inputs);
            read = List.copyOf(read);
            if (inputs.size() < 2
                    || inputs.stream().distinct().count() < inputs.size()
                    || read.size() != inputs.size()) {
                throw new IllegalArgumentException("two or more different nodes can be concatenated, was " + inputs);
            }
            TensorShape first = read.get(0);
            if (read.stream().anyMatch(map -> map.height() != first.height() || map.width() != first.width())) {
                throw new IllegalArgumentException(
                        "only maps of one height and width can be concatenated, was " + read);
            }
        }

        @Override
        public TensorShape extent() {
            int channels = read.stream().mapToInt(TensorShape::channels).sum();
            return new TensorShape(channels, read.get(0).height(), read.get(0).width());
        }

        @Override
        public TensorShape reads(int in) {
            return read.get(in);
        }

        @Override
        public int into(int in, int channel) {
            return channel
                    + read.subList(0, in).stream()
                            .mapToInt(TensorShape::channels)
                            .sum();
        }
    }

    /**
     * Each channel times the logistic function of a number computed from the whole map: the end of squeeze-and-excitation.
     *
     * <p>Where nothing computes the number of a channel any more, it is 0 and the channel is halved.
     *
     * <p>Source: J. Hu et al., "Squeeze-and-Excitation Networks", CVPR 2018, section 3.
     *
     * @param gate place of the node that writes the numbers, one a channel
     */
    record Scale(int input, int gate, TensorShape extent) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of(input, gate);
        }

        @Override
        public TensorShape reads(int in) {
            return in == 0 ? extent : new TensorShape(extent.channels(), 1, 1);
        }

        @Override
        public int carriers() {
            return 1;
        }
    }

    /**
     * The second half of a transposed convolution whose stride is its kernel, which is a convolution of 1 x 1 with {@code stride *
     * stride} times as many filters: channel {@code (a * stride + b) * channels + c} at {@code (y, x)} is channel {@code c} at {@code
     * (y * stride + a, x * stride + b)}.
     *
     * @param stride at least 2
     */
    record DepthToSpace(int input, TensorShape read, int stride) implements Node {

        public DepthToSpace {
            if (stride < 2 || read.channels() % (stride * stride) != 0) {
                throw new IllegalArgumentException(
                        RootLocale.format("%s cannot be spread over %d x %d positions", read, stride, stride));
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public TensorShape extent() {
            return new TensorShape(
                    read.channels() / (stride * stride),
                    Math.multiplyExact(read.height(), stride),
                    Math.multiplyExact(read.width(), stride));
        }

        @Override
        public TensorShape reads(int in) {
            return read;
        }

        @Override
        public int into(int in, int channel) {
            return channel % extent().channels();
        }
    }

    /** The sum of two nodes' outputs, as at the end of a residual block. */
    record Add(int first, int second, TensorShape extent) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of(first, second);
        }
    }

    /**
     * Dropout: in training each value is zero with a probability, and the others are scaled up to the same mean.
     *
     * @param rate probability of zero, 0 up to but without 1
     */
    record Dropout(int input, TensorShape extent, double rate) implements Node {

        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("rate must be 0 up to but without 1, was " + rate);
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }
}
