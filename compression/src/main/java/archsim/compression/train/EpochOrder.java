package archsim.compression.train;

import java.util.SplittableRandom;

/** The order in which one epoch visits the images, and how far each is shifted: a pure function of the seed. */
public final class EpochOrder {

    private final int[] images;
    private final byte[] down;
    private final byte[] right;

    /**
     * @param seed of this epoch
     * @param count images
     * @param shiftPixels largest shift in each direction; every shift is as likely
     */
    public EpochOrder(long seed, int count, int shiftPixels) {
        var random = new SplittableRandom(seed);
        images = new int[count];
        down = new byte[count];
        right = new byte[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            images[i] = images[j];
            images[j] = i;
        }
        for (int i = 0; i < count; i++) {
            down[i] = (byte) random.nextInt(-shiftPixels, shiftPixels + 1);
            right[i] = (byte) random.nextInt(-shiftPixels, shiftPixels + 1);
        }
    }

    /** Image at a place in the order. */
    int image(int place) {
        return images[place];
    }

    /** Shift of the image at a place in the order. */
    Shift shift(int place) {
        return new Shift(down[place], right[place]);
    }

    int count() {
        return images.length;
    }
}
