package archsim.workloads.imports.onnx;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Integers that stand for other numbers: {@code (integer - zero point) * scale}. A zero point is a zero. */
final class Quantised {

    private Quantised() {}

    static void register(Map<String, Rule> rules) {
        rules.put("DequantizeLinear", Quantised::dequantize);
        rules.put("com.microsoft.DequantizeLinear", Quantised::dequantize);
        rules.put("com.microsoft.QuantizeLinear", Rule.shape(in -> in.shape(0)));
        rules.put("DynamicQuantizeLinear", in -> {
            Value number = Value.of(Shape.SCALAR);
            return List.of(Value.of(in.shape(0)), number, number);
        });
    }

    private static List<Value> dequantize(Operands in) {
        Shape shape = in.shape(0);
        if (in.constant(0).isEmpty() || in.constant(0).get().cost() + 2 >= Constant.MOST_COST) {
            return List.of(Value.of(shape));
        }
        int axis = shape.rank() == 0 ? 0 : (int) in.number("axis", 1);
        return List.of(Value.of(dequantised(in.known(0), in, 1, 2, axis)));
    }

    /** Weights less their zero point, which may be left out. */
    static Constant lessZeroPoint(Constant weights, Operands in, int zeroPoint, int axis) {
        if (!in.has(zeroPoint)) {
            return weights;
        }
        Constant zero = in.known(zeroPoint);
        Along along = Along.of(zero, weights.shape(), axis, in.number("block_size", 0));
        return isAll(zero, 0)
                ? weights
                : Constant.of(
                        weights.name(),
                        DataType.INT16,
                        weights.shape(),
                        i -> weights.value(i) - zero.value(along.place(i)),
                        weights.cost() + zero.cost());
    }

    /** The numbers that integers stand for, with the integers behind them where scales differ along one axis only. */
    static Constant dequantised(Constant weights, Operands in, int scaleInput, int zeroPoint, int axis) {
        Constant levels = lessZeroPoint(weights, in, zeroPoint, axis);
        Constant scale = in.known(scaleInput);
        Along along = Along.of(scale, weights.shape(), axis, in.number("block_size", 0));
        Constant values = new Constant(
                weights.name(),
                DataType.FLOAT,
                weights.shape(),
                i -> levels.value(i) * scale.value(along.place(i)),
                levels.cost() + scale.cost(),
                Optional.empty());
        int bits = weights.type().bits();
        if (bits > 8) {
            return values;
        }
        Optional<Constant> zero = in.constant(zeroPoint);
        boolean unsigned = weights.type() == DataType.UINT8;
        boolean wider = zero.map(numbers -> !isAll(numbers, unsigned ? 128 : 0)).orElse(unsigned);
        Optional<Codes> codes = along.blocks() || bits < 8 || wider
                ? Optional.of(codes(weights, (int) in.number("block_size", 0), scale, zero))
                : Optional.empty();
        return values.dequantised(new Constant.Quantised(levels, scale, along.axis(), codes));
    }

    private static boolean isAll(Constant numbers, long value) {
        return numbers.size() <= 4096
                && numbers.type().isWhole()
                && numbers.integers().stream().allMatch(number -> number == value);
    }

    private static Codes codes(Constant weights, int groupSize, Constant scale, Optional<Constant> zeroPoints) {
        int bits = weights.type().bits();
        StoredCount scales = StoredCount.packed(scale.size(), scale.type().bits());
        StoredCount zeros = zeroPoints
                .map(zero -> StoredCount.packed(zero.size(), zero.type().bits()))
                .orElse(StoredCount.NONE);
        long codeBits = Math.multiplyExact((long) weights.size(), (long) bits);
        return new Codes(
                bits,
                new Quantisation(
                        "DequantizeLinear",
                        weights.type().name().toLowerCase(Locale.ROOT),
                        groupSize == 0 ? List.of() : List.of(groupSize),
                        scales,
                        StoredCount.NONE,
                        zeros,
                        StoredCount.NONE,
                        codeBits + scales.storedBits() + zeros.storedBits()));
    }

    /**
     * Which of some numbers belongs to an element: the only one, one for each place of an axis, or one for each block of
     * places.
     */
    private record Along(int axis, int inner, int extent, int block, boolean single) {

        static Along of(Constant numbers, Shape shape, int said, long block) {
            if (numbers.size() == 1) {
                return new Along(0, 1, 1, 1, true);
            }
            int axis = shape.axis(said);
            int extent = shape.get(axis);
            boolean blocked = block > 0;
            long places = blocked ? (extent + block - 1) / block : extent;
            Shape needed = blocked ? shape.with(axis, places) : Shape.of(extent);
            if (numbers.size() != needed.elements()) {
                throw new GraphFault("needs scales and zero points of shape %s, was %s", needed, numbers.shape());
            }
            int inner = (int) shape.product(axis + 1, shape.rank());
            return new Along(axis, inner, extent, blocked ? (int) block : 0, false);
        }

        boolean blocks() {
            return !single && block > 0;
        }

        int place(int index) {
            if (single) {
                return 0;
            }
            int along = index / inner % extent;
            if (block == 0) {
                return along;
            }
            int blocks = (extent + block - 1) / block;
            return (index / inner / extent * blocks + along / block) * inner + index % inner;
        }
    }
}
