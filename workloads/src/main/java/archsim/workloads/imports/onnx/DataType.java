package archsim.workloads.imports.onnx;

import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Element types of ONNX that have numbers as values, by their number in {@code TensorProto.DataType}. */
enum DataType {
    FLOAT(1, 32, ElementType.F32),
    UINT8(2, 8, ElementType.U8),
    INT8(3, 8, ElementType.I8),
    UINT16(4, 16, ElementType.F32),
    INT16(5, 16, ElementType.I16),
    INT32(6, 32, ElementType.I32),
    INT64(7, 64, ElementType.I32),
    BOOL(9, 8, ElementType.U8),
    FLOAT16(10, 16, ElementType.F16),
    DOUBLE(11, 64, ElementType.F64),
    UINT32(12, 32, ElementType.F32),
    UINT64(13, 64, ElementType.F32),
    BFLOAT16(16, 16, ElementType.BF16),
    UINT4(21, 4, ElementType.U8),
    INT4(22, 4, ElementType.I8);

    private final int number;
    private final int bits;
    private final ElementType element;

    DataType(int number, int bits, ElementType element) {
        this.number = number;
        this.bits = bits;
        this.element = element;
    }

    static Optional<DataType> of(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    int bits() {
        return bits;
    }

    /** The type that a model of archsim is told the values had. */
    ElementType element() {
        return element;
    }

    boolean isWhole() {
        return this != FLOAT && this != FLOAT16 && this != DOUBLE && this != BFLOAT16;
    }

    /** Bytes of {@code count} elements; two of 4 bits share a byte. */
    long bytes(long count) {
        return (Math.multiplyExact(count, (long) bits) + 7) / 8;
    }

    /** Element {@code index} of little-endian {@code data}. */
    double value(ByteBuffer data, int index) {
        return switch (this) {
            case BOOL -> data.get(index) == 0 ? 0 : 1;
            case UINT16 -> Short.toUnsignedInt(data.getShort(2 * index));
            case INT64 -> data.getLong(8 * index);
            case DOUBLE -> data.getDouble(8 * index);
            case UINT32 -> Integer.toUnsignedLong(data.getInt(4 * index));
            case UINT64 -> data.getLong(8 * index) >= 0 ? data.getLong(8 * index) : Long.MAX_VALUE;
            case INT32 -> data.getInt(4 * index);
            case UINT4 -> nibble(data, index);
            case INT4 -> (nibble(data, index) ^ 8) - 8;
            default -> element.value(data, index * bits / 8);
        };
    }

    private static int nibble(ByteBuffer data, int index) {
        return data.get(index / 2) >> (index % 2 * 4) & 15;
    }
}
