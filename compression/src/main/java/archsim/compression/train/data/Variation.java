package archsim.compression.train.data;

import archsim.base.RootLocale;

/**
 * How training images are varied.
 *
 * @param shiftPixels largest shift in each direction, every shift as likely: what padding by as many pixels and cropping to
 *     the old size does; 0 for none
 * @param mirror whether each image is mirrored with probability one half
 * @param cutoutPixels side of the square around a random pixel that is set to 0; 0 for none. T. DeVries, G. Taylor,
 *     "Improved Regularization of Convolutional Neural Networks with Cutout", 2017
 * @param mixup {@code alpha} of Beta(alpha, alpha), from which each batch draws the share of each image that is shown, the
 *     next one of the batch having the rest; 0 for none. H. Zhang et al., "mixup: Beyond Empirical Risk Minimization",
 *     ICLR 2018
 */
public record Variation(int shiftPixels, boolean mirror, int cutoutPixels, double mixup) {

    public Variation {
        if (shiftPixels < 0 || shiftPixels > Byte.MAX_VALUE || cutoutPixels < 0 || !(mixup >= 0)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "shifts are 0 to %d pixels, cutout and mixup at least 0, was %d, %d and %s",
                    Byte.MAX_VALUE, shiftPixels, cutoutPixels, mixup));
        }
    }

    /** Whether an image is only mirrored and moved. */
    public boolean onlyMoves() {
        return cutoutPixels == 0 && mixup == 0;
    }
}
