package archsim.compression.train.data;

import java.util.SplittableRandom;

/** The order in which one epoch visits the images, and how far each is shifted: a pure function of the seed. */
public final class EpochOrder {

    private final long seed;
    private final int[] images;
    private final byte[] down;
    private final byte[] right;
    private final boolean[] mirrored;

    /** An order in which no image is mirrored. */
    public EpochOrder(long seed, int count, int shiftPixels) {
        this(seed, count, shiftPixels, false);
    }

    /**
     * @param seed of this epoch
     * @param count images
     * @param shiftPixels largest shift in each direction; every shift is as likely
     * @param mirror whether each image is mirrored with probability one half
     */
    public EpochOrder(long seed, int count, int shiftPixels, boolean mirror) {
        this.seed = seed;
        var random = new SplittableRandom(seed);
        images = new int[count];
        down = new byte[count];
        right = new byte[count];
        mirrored = new boolean[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            images[i] = images[j];
            images[j] = i;
        }
        for (int i = 0; i < count; i++) {
            down[i] = (byte) random.nextInt(-shiftPixels, shiftPixels + 1);
            right[i] = (byte) random.nextInt(-shiftPixels, shiftPixels + 1);
        }
        for (int i = 0; i < count; i++) {
            mirrored[i] = mirror && random.nextBoolean();
        }
    }

    /** Of this epoch. */
    public long seed() {
        return seed;
    }

    /** Image at a place in the order. */
    public int image(int place) {
        return images[place];
    }

    /** How the image at a place in the order is varied. */
    public Shift shift(int place) {
        return new Shift(down[place], right[place], mirrored[place]);
    }

    public int count() {
        return images.length;
    }
}
