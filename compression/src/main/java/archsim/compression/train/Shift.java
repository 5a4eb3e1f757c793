package archsim.compression.train;

/**
 * A move of an image by whole pixels.
 *
 * @param down rows, negative is up
 * @param right columns, negative is left
 */
record Shift(int down, int right) {

    static final Shift NONE = new Shift(0, 0);
}
