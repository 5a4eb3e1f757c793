package archsim.workloads.model;

import java.nio.ByteBuffer;

/** Element types of the safetensors format. */
public enum ElementType {
    F64(64, true),
    F32(32, true),
    F16(16, true),
    BF16(16, true),
    F8_E5M2(8, true),
    F8_E4M3(8, true),
    F8_E8M0(8, true),
    F6_E2M3(6, false),
    F6_E3M2(6, false),
    F4(4, false),
    C64(64, false),
    I64(64, true),
    I32(32, true),
    I16(16, true),
    I8(8, true),
    U64(64, true),
    U32(32, true),
    U16(16, true),
    U8(8, true),
    BOOL(8, true);

    private final int bits;
    private final boolean readable;

    ElementType(int bits, boolean readable) {
        this.bits = bits;
        this.readable = readable;
    }

    /** Bits of one element; of types below 8 several elements share bytes. */
    public int bits() {
        return bits;
    }

    /** Bytes of one element that is readable. */
    public int bytes() {
        return bits / 8;
    }

    /** Whether archsim understands the elements; others may lie in a file but cannot be asked for. */
    public boolean isReadable() {
        return readable;
    }

    /** Whether the elements are integers that fit 16 bits. */
    public boolean isLevel() {
        return this == I8 || this == U8 || this == I16;
    }

    /** The element at byte {@code offset} of little-endian {@code data}; wider numbers are rounded to floats. */
    public float value(ByteBuffer data, int offset) {
        return switch (this) {
            case F64 -> (float) data.getDouble(offset);
            case F32 -> data.getFloat(offset);
            case F16 -> halfToFloat(data.getShort(offset));
            case BF16 -> Float.intBitsToFloat(data.getShort(offset) << 16);
            case F8_E5M2 -> halfToFloat((short) (data.get(offset) << 8));
            case F8_E4M3 -> e4m3ToFloat(data.get(offset));
            case F8_E8M0 -> e8m0ToFloat(data.get(offset));
            case I64 -> data.getLong(offset);
            case I32 -> data.getInt(offset);
            case U64 -> unsigned(data.getLong(offset));
            case U32 -> Integer.toUnsignedLong(data.getInt(offset));
            case U16 -> Short.toUnsignedInt(data.getShort(offset));
            case BOOL -> data.get(offset) == 0 ? 0 : 1;
            default -> level(data, offset);
        };
    }

    /** The integer at byte {@code offset} of little-endian {@code data}. */
    short level(ByteBuffer data, int offset) {
        return switch (this) {
            case I8 -> data.get(offset);
            case U8 -> (short) Byte.toUnsignedInt(data.get(offset));
            case I16 -> data.getShort(offset);
            default -> throw new IllegalStateException(this + " is not read as integers of 16 bits");
        };
    }

    private static float unsigned(long number) {
        return number >= 0 ? number : 2 * (float) (number >>> 1);
    }

    /** 1 sign, 4 exponent (bias 7) and 3 fraction bits; no infinity, and not a number is all ones. */
    private static float e4m3ToFloat(byte bits) {
        int exponent = bits >>> 3 & 0xf;
        int fraction = bits & 7;
        float magnitude;
        if ((bits & 0x7f) == 0x7f) {
            magnitude = Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-9f;
        } else {
            magnitude = Float.intBitsToFloat((exponent + 120) << 23 | fraction << 20);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** A power of two, 8 exponent bits (bias 127); all ones is not a number. */
    private static float e8m0ToFloat(byte bits) {
        int exponent = Byte.toUnsignedInt(bits);
        return exponent == 0xff ? Float.NaN : Math.scalb(1f, exponent - 127);
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
    private static float halfToFloat(short half) {
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
