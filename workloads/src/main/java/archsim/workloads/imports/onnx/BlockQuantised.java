package archsim.workloads.imports.onnx;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Products with weights of a few bits, of which blocks along the reduction have a scale and a zero point each: {@code
 * com.microsoft.MatMulNBits}.
 *
 * <p>Codes are {@code [N][blocks][bytes]}, the first of a byte in its low bits; what fills up the last block of a row is no
 * weight. Zero points are packed the same way, {@code [N][bytes]}, or as numbers of the scales' type; where they are left out they are
 * {@code 2^(bits-1)}.
 */
final class BlockQuantised {

    private static final Set<Integer> PACKED_BITS = Set.of(2, 4, 8);

    private BlockQuantised() {}

    static void register(Map<String, Rule> rules) {
        rules.put("com.microsoft.MatMulNBits", BlockQuantised::multiply);
    }

    private static List<Value> multiply(Operands in) {
        int reduction = size(in, "K", 1 << 24);
        int columns = size(in, "N", 1 << 24);
        int block = size(in, "block_size", 1 << 20);
        int bits = (int) in.number("bits", 4);
        if (!PACKED_BITS.contains(bits) || block < 8) {
            throw new GraphFault(
                    "needs 2, 4 or 8 bits in blocks of at least 8, was %d bits in blocks of %d", bits, block);
        }
        Shape input = in.shape(0);
        if (input.rank() < 1 || input.get(input.rank() - 1) != reduction) {
            throw new GraphFault("needs inputs of K = %d numbers, was %s", reduction, input);
        }
        Constant weights = weights(in, columns, reduction, block, bits);
        long rows = input.product(0, input.rank() - 1);
        in.layers().productOf(in.node(), rows, reduction, columns, weights, in.constant(5));
        return List.of(Value.of(input.with(input.rank() - 1, columns)));
    }

    private static int size(Operands in, String attribute, int most) {
        long size = in.required(attribute);
        if (size < 1 || size > most) {
            throw new GraphFault("needs %s of 1 to %d, was %d", attribute, most, size);
        }
        return (int) size;
    }

    private static Constant weights(Operands in, int columns, int reduction, int block, int bits) {
        int blocks = (reduction + block - 1) / block;
        Shape groups = Shape.of(columns, blocks);
        Packed codes = Packed.of(in.known(1), bits, (long) blocks * block * bits / 8, columns);
        Constant scale = in.known(2);
        if (scale.size() != groups.elements()) {
            throw new GraphFault("needs scales of shape %s, was %s", groups, scale.shape());
        }
        IntUnaryOperator group = group(in, reduction, block, blocks);
        Optional<Constant> zeroPoints = in.constant(3);
        boolean packed = zeroPoints.isPresent() && zeroPoints.get().type() == DataType.UINT8;
        Optional<Packed> zeros = packed
                ? Optional.of(Packed.of(zeroPoints.get(), bits, (blocks * (long) bits + 7) / 8, columns))
                : Optional.empty();
        if (zeroPoints.isPresent() && !packed && zeroPoints.get().size() != groups.elements()) {
            throw new GraphFault(
                    "needs zero points of shape %s, was %s",
                    groups, zeroPoints.get().shape());
        }
        Shape shape = Shape.of(columns, reduction);
        Constant levels = new Constant(
                codes.bytes().name(),
                DataType.INT16,
                shape,
                index -> {
                    int row = index / reduction;
                    int of = group.applyAsInt(index % reduction);
                    double zero = zeros.map(stored -> (double) stored.code(row, of))
                            .orElseGet(() -> zeroPoints
                                    .map(numbers -> numbers.value(row * blocks + of))
                                    .orElse((double) (1 << (bits - 1))));
                    return codes.code(row, index % reduction) - zero;
                },
                codes.bytes().cost() + 2,
                Optional.empty());
        Constant values = new Constant(
                levels.name(),
                DataType.FLOAT,
                shape,
                index -> levels.value(index)
                        * scale.value(index / reduction * blocks + group.applyAsInt(index % reduction)),
                levels.cost() + scale.cost(),
                Optional.empty());
        StoredCount scales = StoredCount.packed(scale.size(), scale.type().bits());
        StoredCount stored = zeroPoints
                .map(numbers -> new StoredCount(
                        groups.elements(),
                        packed ? bits : numbers.type().bits(),
                        (long) numbers.size() * numbers.type().bits()))
                .orElse(StoredCount.NONE);
        var stated = new Codes(
                bits,
                new Quantisation(
                        "MatMulNBits",
                        "uint" + bits,
                        List.of(block),
                        scales,
                        StoredCount.NONE,
                        stored,
                        StoredCount.NONE,
                        (long) codes.bytes().size() * Byte.SIZE + scales.storedBits() + stored.storedBits()));
        return values.dequantised(new Constant.Quantised(levels, scale, 0, Optional.of(stated)));
    }

    /** Which block a place along the reduction belongs to: the node may say another order. */
    private static IntUnaryOperator group(Operands in, int reduction, int block, int blocks) {
        if (!in.has(4)) {
            return place -> place / block;
        }
        Constant order = in.known(4);
        if (order.size() < reduction) {
            throw new GraphFault("needs a block for each of %d places, was %s", reduction, order.shape());
        }
        for (int i = 0; i < reduction; i++) {
            if (order.value(i) < 0 || order.value(i) >= blocks) {
                throw new GraphFault("needs blocks of 0 to %d, was %d", blocks - 1, (long) order.value(i));
            }
        }
        return place -> (int) order.value(place);
    }

    /** Rows of codes in bytes. */
    private record Packed(Constant bytes, int bits, int rowBytes) {

        static Packed of(Constant bytes, int bits, long rowBytes, int rows) {
            if (bytes.type() != DataType.UINT8 || bytes.size() != Math.multiplyExact(rowBytes, (long) rows)) {
                throw new GraphFault(
                        "needs %d rows of %d bytes, was %s of %s", rows, rowBytes, bytes.shape(), bytes.type());
            }
            return new Packed(bytes, bits, (int) rowBytes);
        }

        int code(int row, int place) {
            int bit = place * bits;
            return (int) bytes.value(row * rowBytes + bit / 8) >> (bit % 8) & ((1 << bits) - 1);
        }
    }
}
