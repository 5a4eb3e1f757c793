package archsim.base.number;

import archsim.base.json.EnumNames;

/** What a scale is written as. */
public enum ScaleType {
    /** A power of two, 8 bits of exponent: scaling adds to an exponent. */
    E8M0(8),
    FP8_E4M3(8),
    FP16(16),
    BF16(16),
    FP32(32);

    private final int bits;

    ScaleType(int bits) {
        this.bits = bits;
    }

    /** Bits of a scale. */
    public int bits() {
        return bits;
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
