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

        private int pooled(int length) {
            return (length + 2 * padding - window) / stride + 1;
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
