package archsim.compression.train.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.Well19937c;

/** The order in which one epoch visits the images, and how far each is shifted: a pure function of the seed. */
public final class EpochOrder {

    /** Spreads the numbers of batches over all seeds. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final int[] images;
    private final byte[] down;
    private final byte[] right;
    private final boolean[] mirrored;
    /** Down and right, as shares of the sides, of the middle of each image's hole. */
    private final double[] holes;

    private final Variation variation;

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
        this(seed, count, new Variation(shiftPixels, mirror, 0, 0));
    }

    /**
     * @param seed of this epoch
     * @param count images
     * @param variation of each of them
     */
    public EpochOrder(long seed, int count, Variation variation) {
        this.seed = seed;
        this.variation = variation;
        int shiftPixels = variation.shiftPixels();
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
            mirrored[i] = variation.mirror() && random.nextBoolean();
        }
        holes = new double[variation.cutoutPixels() == 0 ? 0 : 2 * count];
        Arrays.setAll(holes, i -> random.nextDouble());
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

    /**
     * Writes the image at a place in the order, varied but not mixed, as column {@code column} of a block {@code
     * [channel][row][column][columns]}.
     */
    public void write(Samples samples, int place, float[] block, int column, int columns) {
        samples.write(image(place), shift(place), block, column, columns);
        if (variation.cutoutPixels() > 0) {
            samples.cut(holes[2 * place], holes[2 * place + 1], variation.cutoutPixels(), block, column, columns);
        }
    }

    /** Share, 0 to 1, that an image has of what is shown in batch {@code batch}; 1 if nothing is mixed. */
    public double mixShare(int batch) {
        if (variation.mixup() == 0) {
            return 1;
        }
        var random = new Well19937c(new SplittableRandom(seed ^ (GOLDEN * (batch + 1L))).nextLong());
        return new BetaDistribution(random, variation.mixup(), variation.mixup()).sample();
    }

    public int count() {
        return images.length;
    }
}
