package archsim.compression.train.layer;

import java.util.Arrays;
import java.util.List;

/** Channels become positions: the second half of a transposed convolution whose stride is its kernel. */
public final class DepthToSpace implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final List<ChannelLink> links;
    private final List<Integer> taps;
    private final int stride;

    /**
     * @param links of the channels, several into one
     * @param taps of each live channel that is read, {@code a * stride + b} if it holds rows {@code a} and columns {@code b}
     * @param stride rows and columns from one position of an input channel to its next
     */
    public DepthToSpace(
            GradientInput input, ActivationBuffer output, List<ChannelLink> links, List<Integer> taps, int stride) {
        this.input = input;
        this.output = output;
        this.links = List.copyOf(links);
        this.taps = List.copyOf(taps);
        this.stride = stride;
    }

    @Override
    public void forward(Pass pass) {
        Arrays.fill(output.values(), 0f);
        each((in, out) -> System.arraycopy(input.values(), in, output.values(), out, output.images()));
    }

    @Override
    public void backward(Pass pass) {
        if (input.wanted()) {
            float[] gradient = input.openGradient();
            each((in, out) -> Lanes.addScaled(gradient, in, 1f, output.gradient(), out, output.images()));
        }
    }

    /** Hears of where a position of all images is read and where it is written. */
    @FunctionalInterface
    private interface Position {
        void at(int in, int out);
    }

    private void each(Position position) {
        ActivationBuffer read = input.signal();
        for (ChannelLink link : links) {
            int in = link.from() * read.plane();
            int firstRow = link.to() * output.height() + taps.get(link.from()) / stride;
            int firstColumn = taps.get(link.from()) % stride;
            for (int row = 0; row < read.height(); row++) {
                for (int column = 0; column < read.width(); column++, in += read.images()) {
                    int at = (firstRow + row * stride) * output.width() + firstColumn + column * stride;
                    position.at(in, at * output.images());
                }
            }
        }
    }
}
