package archsim.compression.network;

import archsim.base.RootLocale;

/**
 * What a node writes for one image: {@code [channels][height][width]}.
 *
 * @param channels at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record TensorShape(int channels, int height, int width) {

    public TensorShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(RootLocale.format(
                    "an extent must be at least 1 x 1 x 1, was %d x %d x %d", channels, height, width));
        }
    }

    /** Rows times columns. */
    public int positions() {
        return height * width;
    }

    /** Values of one image. */
    public int size() {
        return Math.multiplyExact(channels, positions());
    }

    @Override
    public String toString() {
        return RootLocale.format("%d x %d x %d", channels, height, width);
    }
}
