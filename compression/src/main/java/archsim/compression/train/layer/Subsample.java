package archsim.compression.train.layer;

/** A shortcut without parameters: every so many rows and columns of the live channels that it hands on. */
public final class Subsample implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final int[] sources;
    private final int stride;

    /**
     * @param sources of each live channel that is written, the live channel that it is read from
     * @param stride rows and columns from one that is kept to the next
     */
    public Subsample(GradientInput input, ActivationBuffer output, int[] sources, int stride) {
        this.input = input;
        this.output = output;
        this.sources = sources.clone();
        this.stride = stride;
    }

    @Override
    public void forward(Pass pass) {
        each((out, in) -> System.arraycopy(input.values(), in, output.values(), out, output.images()));
    }

    @Override
    public void backward(Pass pass) {
        if (input.wanted()) {
            float[] gradient = input.openGradient();
            each((out, in) -> Lanes.addScaled(gradient, in, 1f, output.gradient(), out, output.images()));
        }
    }

    /** Hears of where a position of all images is written and where it is read. */
    @FunctionalInterface
    private interface Position {
        void at(int out, int in);
    }

    private void each(Position position) {
        ActivationBuffer read = input.signal();
        int out = 0;
        for (int source : sources) {
            for (int row = 0; row < output.height(); row++) {
                for (int column = 0; column < output.width(); column++, out += output.images()) {
                    int at = (source * read.height() + row * stride) * read.width() + column * stride;
                    position.at(out, at * output.images());
                }
            }
        }
    }
}
