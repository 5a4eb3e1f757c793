package archsim.base;

/** Widths of whole numbers in bits. */
public final class Bits {

    private Bits() {}

    /** Bits that distinguish {@code values} things: those of a number from 0 to {@code values - 1}, {@code values >= 1}. */
    public static int forValues(long values) {
        return forCount(values - 1);
    }

    /** Bits of a count that may be anything from 0 to {@code most}. */
    public static int forCount(long most) {
        return Long.SIZE - Long.numberOfLeadingZeros(most);
    }
}
