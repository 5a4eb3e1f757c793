package archsim.workloads.imports.checkpoint;

import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Element types of GGUF that are read: floats, and blocks of weights with their scales.
 *
 * <p>Numbers, block sizes and orders are those of ggml's {@code ggml-common.h} and {@code ggml-quants.c}.
 */
enum GgufType {
    F32(0, 1, 4, 32, "f32", 0) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            into[from] = data.getFloat(at);
        }
    },
    F16(1, 1, 2, 16, "f16", 0) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            into[from] = ElementType.F16.value(data, at);
        }
    },
    BF16(30, 1, 2, 16, "bf16", 0) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            into[from] = ElementType.BF16.value(data, at);
        }
    },
    /** A scale of 16 bits, then 32 codes + 8: the low halves of 16 bytes, then the high halves. */
    Q4_0(2, 32, 18, 4, "int4", 32) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            float scale = ElementType.F16.value(data, at);
            for (int i = 0; i < 16; i++) {
                int pair = Byte.toUnsignedInt(data.get(at + 2 + i));
                into[from + i] = ((pair & 0xf) - 8) * scale;
                into[from + 16 + i] = ((pair >> 4) - 8) * scale;
            }
        }

        @Override
        StoredCount scales(long blocks) {
            return StoredCount.packed(blocks, 16);
        }
    },
    /** A scale of 16 bits, then 32 codes. */
    Q8_0(8, 32, 34, 8, "int8", 32) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            float scale = ElementType.F16.value(data, at);
            for (int i = 0; i < 32; i++) {
                into[from + i] = data.get(at + 2 + i) * scale;
            }
        }

        @Override
        StoredCount scales(long blocks) {
            return StoredCount.packed(blocks, 16);
        }
    },
    /**
     * Scales of scales and of minima, 16 bits each, eight scales and eight minima of 6 bits, then 256 codes: 32 in the low halves
     * of 32 bytes, 32 in their high halves, and so on. A weight is code * scale - minimum.
     */
    Q4_K(12, 256, 144, 4, "uint4", 32) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            float scaleOfScales = ElementType.F16.value(data, at);
            float scaleOfMinima = ElementType.F16.value(data, at + 2);
            for (int group = 0; group < 8; group++) {
                float scale = scaleOfScales * sixBits(data, at + 4, group, 0);
                float minimum = scaleOfMinima * sixBits(data, at + 4, group, 4);
                int bytes = at + 16 + group / 2 * 32;
                int shift = group % 2 * 4;
                for (int i = 0; i < 32; i++) {
                    int code = data.get(bytes + i) >> shift & 0xf;
                    into[from + group * 32 + i] = scale * code - minimum;
                }
            }
        }

        @Override
        StoredCount scales(long blocks) {
            return StoredCount.packed(8 * blocks, 6);
        }

        @Override
        StoredCount globalScales(long blocks) {
            return StoredCount.packed(2 * blocks, 16);
        }

        @Override
        StoredCount zeroPoints(long blocks) {
            return StoredCount.packed(8 * blocks, 6);
        }
    },
    /** The low 4 bits of 256 codes + 32, their high 2 bits, 16 scales of 8 bits, and the scale of these, 16 bits. */
    Q6_K(14, 256, 210, 6, "int6", 16) {
        @Override
        void decode(ByteBuffer data, int at, float[] into, int from) {
            float scaleOfScales = ElementType.F16.value(data, at + 208);
            for (int i = 0; i < 256; i++) {
                int half = i / 128;
                int quarter = i % 128 / 32;
                int lane = i % 32;
                int low = data.get(at + half * 64 + quarter % 2 * 32 + lane) >> (quarter / 2 * 4) & 0xf;
                int high = data.get(at + 128 + half * 32 + lane) >> (quarter * 2) & 3;
                float scale = scaleOfScales * data.get(at + 192 + i / 16);
                into[from + i] = scale * ((low | high << 4) - 32);
            }
        }

        @Override
        StoredCount scales(long blocks) {
            return StoredCount.packed(16 * blocks, 8);
        }

        @Override
        StoredCount globalScales(long blocks) {
            return StoredCount.packed(blocks, 16);
        }
    };

    private final int number;
    private final int blockSize;
    private final int blockBytes;
    private final int bits;
    private final String type;
    private final int groupSize;

    GgufType(int number, int blockSize, int blockBytes, int bits, String type, int groupSize) {
        this.number = number;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
        this.bits = bits;
        this.type = type;
        this.groupSize = groupSize;
    }

    static Optional<GgufType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /**
     * The numbers of one block.
     *
     * @param at first byte of the block
     * @param from first of {@link #blockSize} places in {@code into}
     */
    abstract void decode(ByteBuffer data, int at, float[] into, int from);

    StoredCount scales(long blocks) {
        return StoredCount.NONE;
    }

    StoredCount globalScales(long blocks) {
        return StoredCount.NONE;
    }

    StoredCount zeroPoints(long blocks) {
        return StoredCount.NONE;
    }

    int blockSize() {
        return blockSize;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Bits of a code. */
    int bits() {
        return bits;
    }

    /** As {@link archsim.workloads.Quantisation#type} has it. */
    String type() {
        return type;
    }

    /** Inputs that share a scale; 0 if there is none. */
    int groupSize() {
        return groupSize;
    }

    /**
     * Number {@code group} of the eight of 6 bits that start with byte {@code first} of twelve: of the first four the low 6 bits of
     * a byte, of the others 4 bits of a byte of the last four, and above them the 2 bits that the first ones leave.
     *
     * @param first 0 for scales, 4 for minima
     */
    private static int sixBits(ByteBuffer data, int at, int group, int first) {
        if (group < 4) {
            return data.get(at + first + group) & 0x3f;
        }
        int low = data.get(at + 4 + group) >> first & 0xf;
        int high = Byte.toUnsignedInt(data.get(at + first + group - 4)) >> 6;
        return low | high << 4;
    }
}
