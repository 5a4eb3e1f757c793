package archsim.workloads;

import archsim.base.RootLocale;
import java.util.Arrays;

/**
 * The inputs that one layer met on some images, {@code [n][c][h][w]} as 8-bit levels; level 0 is an absent input.
 *
 * <p>What a level stands for is not recorded: machines only ask which inputs are there. Immutable.
 */
public final class Activations {

    /** Width of a level. */
    public static final int BITS = 8;

    private final int images;
    private final boolean signed;
    private final byte[] levels;

    private Activations(int images, boolean signed, byte[] levels) {
        if (images < 1 || levels.length % images != 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("%d levels cannot be those of %d images", levels.length, images));
        }
        this.images = images;
        this.signed = signed;
        this.levels = levels;
    }

    /** Levels of -128 to 127. */
    public static Activations ofSigned(int images, byte[] levels) {
        return new Activations(images, true, levels.clone());
    }

    /** Levels of 0 to 255, as after a rectifier. */
    public static Activations ofUnsigned(int images, byte[] levels) {
        return new Activations(images, false, levels.clone());
    }

    /** Images recorded. */
    public int images() {
        return images;
    }

    /** Inputs of one image, {@code c * h * w}. */
    public int inputsPerImage() {
        return levels.length / images;
    }

    /** Whether levels may be negative. */
    public boolean isSigned() {
        return signed;
    }

    /** Inputs of all images. */
    public int size() {
        return levels.length;
    }

    /** Level of input {@code index}. */
    public int level(int index) {
        return signed ? levels[index] : Byte.toUnsignedInt(levels[index]);
    }

    /** The inputs of the first {@code count} images, their magnitudes in levels. */
    public MeasuredInputs measured(int count) {
        Mask present = mask(count);
        return new MeasuredInputs() {
            @Override
            public int size() {
                return present.size();
            }

            @Override
            public double magnitude(int index) {
                return Math.abs(level(index));
            }

            @Override
            public Mask mask() {
                return present;
            }
        };
    }

    /** Which inputs of the first {@code count} images are present, {@code [count][c][h][w]}. */
    public Mask mask(int count) {
        if (count < 1 || count > images) {
            throw new IllegalArgumentException(RootLocale.format("must be 1 to %d images, was %d", images, count));
        }
        return Mask.of(count * inputsPerImage(), i -> levels[i] != 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Activations that
                && that.images == images
                && that.signed == signed
                && Arrays.equals(that.levels, levels);
    }

    @Override
    public int hashCode() {
        return 31 * images + Arrays.hashCode(levels);
    }
}
