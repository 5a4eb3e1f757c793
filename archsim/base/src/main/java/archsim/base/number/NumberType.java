package archsim.base.number;

import archsim.base.json.EnumNames;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A type of stored numbers: its element, and the scales that are part of it.
 *
 * <p>Sources: OCP 8-bit Floating Point Specification 1.0 (FP8; E4M3 has no infinities, so that it reaches 448); OCP Microscaling
 * Formats (MX) Specification 1.0 (blocks of 32, E8M0 scales); NVFP4 as in compressed-tensors {@code nvfp4-pack-quantized}: blocks
 * of 16, E4M3 scales, one FP32 a tensor.
 */
public enum NumberType {
    /** -1, 0 and 1, stored in 2 bits. */
    TERNARY(2),
    INT2(2),
    INT3(3),
    INT4(4),
    INT5(5),
    INT6(6),
    INT7(7),
    INT8(8),
    INT9(9),
    INT10(10),
    INT11(11),
    INT12(12),
    INT13(13),
    INT14(14),
    INT15(15),
    INT16(16),
    FP4_E2M1(Element.floating(2, 1, 2)),
    FP6_E2M3(Element.floating(2, 3, 2)),
    FP6_E3M2(Element.floating(3, 2, 4)),
    FP8_E4M3(Element.floating(4, 3, 8)),
    FP8_E5M2(Element.floating(5, 2, 15)),
    FP16(Element.floating(5, 10, 15)),
    BF16(Element.floating(8, 7, 127)),
    FP32(Element.floating(8, 23, 127)),
    MXINT8(INT8, 32, ScaleType.E8M0, 0),
    MXFP4(FP4_E2M1, 32, ScaleType.E8M0, 0),
    MXFP6_E2M3(FP6_E2M3, 32, ScaleType.E8M0, 0),
    MXFP6_E3M2(FP6_E3M2, 32, ScaleType.E8M0, 0),
    MXFP8_E4M3(FP8_E4M3, 32, ScaleType.E8M0, 0),
    MXFP8_E5M2(FP8_E5M2, 32, ScaleType.E8M0, 0),
    NVFP4(FP4_E2M1, 16, ScaleType.FP8_E4M3, 32);

    /** A record of numbers. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Element element;

    /** Of a record of numbers. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Optional<BlockScale> scale;

    NumberType(int bits) {
        this(Element.integer(bits));
    }

    NumberType(Element element) {
        this.element = element;
        scale = Optional.empty();
    }

    NumberType(NumberType element, int block, ScaleType scale, int tensorBits) {
        this.element = element.element;
        this.scale = Optional.of(new BlockScale(block, scale, tensorBits));
    }

    /** A number of it without its scale. */
    public Element element() {
        return element;
    }

    /** The scales that are part of it. */
    public Optional<BlockScale> scale() {
        return scale;
    }

    /** Bits of a number without its scale. */
    public int bits() {
        return element.bits();
    }

    /**
     * Bits of a tensor with all scales.
     *
     * @param rows of numbers that no block goes beyond
     * @param columns numbers of a row, whose last block may be smaller
     */
    public long tensorBits(long rows, long columns) {
        long numbers = Math.multiplyExact(Math.multiplyExact(rows, columns), (long) bits());
        return Math.addExact(
                numbers,
                scale.map(each -> Math.multiplyExact(
                                        Math.multiplyExact(rows, BlockScale.blocks(columns, each.size())),
                                        (long) each.type().bits())
                                + each.tensorBits())
                        .orElse(0L));
    }

    /** The type of its elements alone; itself if it has no scales. */
    public NumberType unscaled() {
        return scale.isEmpty()
                ? this
                : Arrays.stream(values())
                        .filter(type -> type.scale.isEmpty() && type.element.equals(element))
                        .findFirst()
                        .orElseThrow();
    }

    /** The one that goes by {@code name} in files, e.g. {@code fp8-e4m3}; empty if none does. */
    public static Optional<NumberType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /** All whose elements {@code operand} holds, in their order: what a multiplier of such operands computes. */
    public static List<NumberType> heldBy(Element operand) {
        return Arrays.stream(values())
                .filter(type -> operand.holds(type.element))
                .toList();
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
