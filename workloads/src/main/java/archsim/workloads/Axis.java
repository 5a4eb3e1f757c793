package archsim.workloads;

import archsim.base.RootLocale;
import java.util.BitSet;

/**
 * One axis of a convolution: the rows of a map under the rows of a filter, or its columns under the columns.
 *
 * <p>Position 0 is the first input; positions below 0 and from {@code extent} on are padding.
 *
 * @param extent inputs, padding not counted
 * @param kernel taps of the filter
 * @param stride positions from one output's first tap to the next output's; may exceed the padded input
 * @param dilation positions from one tap to the next
 * @param paddingBefore zeros before the first input
 * @param paddingAfter zeros after the last input
 */
public record Axis(int extent, int kernel, int stride, int dilation, int paddingBefore, int paddingAfter) {

    public Axis {
        if (Math.min(Math.min(extent, kernel), Math.min(stride, dilation)) < 1) {
            throw new IllegalArgumentException("input, kernel, stride and dilation must be at least 1, was "
                    + values(extent, kernel, stride, dilation, paddingBefore, paddingAfter));
        }
        if (Math.min(paddingBefore, paddingAfter) < 0) {
            throw new IllegalArgumentException("padding must be at least 0, was "
                    + values(extent, kernel, stride, dilation, paddingBefore, paddingAfter));
        }
        if ((long) extent + paddingBefore + paddingAfter > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the padded input must be below 2^31, was "
                    + values(extent, kernel, stride, dilation, paddingBefore, paddingAfter));
        }
        if ((kernel - 1L) * dilation >= (long) extent + paddingBefore + paddingAfter) {
            throw new IllegalArgumentException("the kernel must fit the padded input, was "
                    + values(extent, kernel, stride, dilation, paddingBefore, paddingAfter));
        }
    }

    /** All values, for messages: most axes are sound and need none. */
    private static String values(
            int extent, int kernel, int stride, int dilation, int paddingBefore, int paddingAfter) {
        return RootLocale.format(
                "input %d, kernel %d, stride %d, dilation %d, padding %d and %d",
                extent, kernel, stride, dilation, paddingBefore, paddingAfter);
    }

    /** Positions from the first tap to the last, both included. */
    public int reach() {
        return (kernel - 1) * dilation + 1;
    }

    /** Whether there are positions between the taps. */
    public boolean isDilated() {
        return reach() > kernel;
    }

    /** Inputs and padding. */
    public int padded() {
        return extent + paddingBefore + paddingAfter;
    }

    /** Outputs of the axis. */
    public int outputs() {
        return (padded() - reach()) / stride + 1;
    }

    /** Most inputs from the first to the last under the taps of neighbouring outputs. */
    public int mostInputs(int neighbours) {
        return (int) Math.min(extent, (neighbours - 1L) * stride + reach());
    }

    /** Inputs under some tap of the outputs from {@code from} to one before {@code to}; those between the taps are not. */
    public int usedInputs(int from, int to) {
        if (dilation == 1 && kernel >= stride) {
            int first = Math.max(0, position(from, 0));
            return Math.max(0, Math.min(extent, position(to - 1, kernel - 1) + 1) - first);
        }
        var used = new BitSet();
        for (int output = from; output < to; output++) {
            for (int tap = 0; tap < kernel; tap++) {
                int position = position(output, tap);
                if (isInput(position)) {
                    used.set(position);
                }
            }
        }
        return used.cardinality();
    }

    /** Position under a tap at an output, in the padding where it is not 0 to {@code extent - 1}. */
    public int position(int output, int tap) {
        return output * stride + tap * dilation - paddingBefore;
    }

    /** Stride classes: an input is multiplied only with taps of its own. */
    public int strideClasses() {
        return Math.min(stride, padded());
    }

    /** Stride class of a position: its remainder modulo the stride, counted from the first tap of the first output. */
    public int strideClass(int position) {
        return (position + paddingBefore) % stride;
    }

    /** Stride class of the inputs that a tap is multiplied with. */
    public int strideClassOfTap(int tap) {
        return tap * dilation % stride;
    }

    /** Whether each input is an output's only one. */
    public boolean isPointwise() {
        return padded() == extent && outputs() == extent;
    }

    /** Whether a position is an input, not padding. */
    public boolean isInput(int position) {
        return position >= 0 && position < extent;
    }
}
