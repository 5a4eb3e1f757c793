package archsim.workloads.model;

import java.nio.ByteBuffer;

/** Element types of the safetensors format. */
public enum ElementType {
    F64(8, true),
    F32(4, true),
    F16(2, true),
    BF16(2, true),
    F8_E5M2(1, false),
    F8_E4M3(1, false),
    I64(8, false),
    I32(4, true),
    I16(2, true),
    I8(1, true),
    U64(8, false),
    U32(4, false),
    U16(2, false),
    U8(1, true),
    BOOL(1, false);

    private final int bytes;
    private final boolean readable;

    ElementType(int bytes, boolean readable) {
        this.bytes = bytes;
        this.readable = readable;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
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
            case I32 -> data.getInt(offset);
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
