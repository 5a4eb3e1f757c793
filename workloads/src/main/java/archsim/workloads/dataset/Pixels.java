package archsim.workloads.dataset;

import archsim.base.InvalidInputException;

/** Where the pixels of images come from, {@code [c][h][w]} as unsigned bytes each. Safe for any number of threads. */
interface Pixels {

    /**
     * Writes all pixels of one image.
     *
     * @param to where they go, from place {@code at} on
     * @throws InvalidInputException if the image is not there any more
     */
    void copy(int image, byte[] to, int at);

    /** Images one after the other in memory; the array is not copied. */
    static Pixels held(byte[] pixels, int pixelsPerImage) {
        return (image, to, at) -> System.arraycopy(pixels, image * pixelsPerImage, to, at, pixelsPerImage);
    }
}
