package archsim.engine.machines.sticker;

import java.util.Locale;

/** How STICKER's detector sees an operand, which decides its format and whether its zeros are skipped. */
enum DensityClass {
    /** Stored raw; zeros are multiplied. */
    DENSE,
    /** Stored with one bit a position; zeros are skipped. */
    MEDIUM,
    /** Stored with an index a value; zeros are skipped. */
    SPARSE;

    boolean skipsZeros() {
        return this != DENSE;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
