package archsim.compression.train.layer;

/**
 * One axis of a sliding window: which outputs see a real input at an offset of the window, and not padding.
 *
 * @param extent inputs
 * @param outputs along the axis
 * @param stride of the window
 * @param padding before the first input
 */
record Window(int extent, int outputs, int stride, int padding) {

    /** First output whose input at offset {@code tap} is not padding. */
    int first(int tap) {
        return Math.max(0, Math.floorDiv(padding - tap + stride - 1, stride));
    }

    /** One more than the last such output; {@link #first} if there is none. */
    int end(int tap) {
        return Math.max(first(tap), Math.min(outputs, Math.floorDiv(extent - 1 + padding - tap, stride) + 1));
    }

    /** Input that output {@code output} sees at offset {@code tap}. */
    int input(int output, int tap) {
        return output * stride + tap - padding;
    }

    /** Whether outputs next to each other see inputs next to each other, and never padding. */
    boolean plain() {
        return stride == 1 && padding == 0;
    }
}
