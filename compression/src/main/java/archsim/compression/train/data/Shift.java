package archsim.compression.train.data;

/**
 * How an image is varied: mirrored first, then moved by whole pixels.
 *
 * @param down rows, negative is up
 * @param right columns, negative is left
 * @param mirrored whether left and right change places
 */
public record Shift(int down, int right, boolean mirrored) {

    public static final Shift NONE = new Shift(0, 0, false);
}
