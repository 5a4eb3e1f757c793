package archsim.compression.train.layer;

import archsim.compression.network.Node;

/** The windows of a pooling over one slice: which runs of images each output sees, row by row. */
final class PoolWindows {

    private final Node.Pool node;
    private final ActivationBuffer input;
    private final ActivationBuffer output;
    private final int images;

    PoolWindows(Node.Pool node, ActivationBuffer input, ActivationBuffer output) {
        this.node = node;
        this.input = input;
        this.output = output;
        this.images = output.images();
    }

    /** Output {@code out} and those after it, one an image, see inputs from {@code in} on. */
    @FunctionalInterface
    interface Visitor {
        void visit(int out, int in);
    }

    /** All outputs in order, and the inputs of each in order. */
    void each(Visitor visitor) {
        for (int out = 0; out < output.values().length; out += images) {
            eachOf(out, visitor);
        }
    }

    /** The inputs of one output, in order. */
    void eachOf(int out, Visitor visitor) {
        int position = out / images;
        int x = position % output.width() * node.stride() - node.padding();
        int y = position / output.width() % output.height() * node.stride() - node.padding();
        int firstRow = position / output.width() / output.height() * input.height();
        int bottom = Math.min(input.height(), y + node.window());
        int right = Math.min(input.width(), x + node.window());
        for (int row = Math.max(0, y); row < bottom; row++) {
            for (int column = Math.max(0, x); column < right; column++) {
                visitor.visit(out, ((firstRow + row) * input.width() + column) * images);
            }
        }
    }

    /** Inputs of one output that are not padding. */
    int count(int out) {
        int position = out / images;
        int x = position % output.width() * node.stride() - node.padding();
        int y = position / output.width() % output.height() * node.stride() - node.padding();
        int rows = Math.min(input.height(), y + node.window()) - Math.max(0, y);
        return rows * (Math.min(input.width(), x + node.window()) - Math.max(0, x));
    }
}
