package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matrix products: with weights on either side, or of activations with activations. */
final class Products {

    private Products() {}

    static void register(Map<String, Rule> rules) {
        rules.put("MatMul", in -> multiply(in, in.value(0), in.value(1), Optional.empty()));
        rules.put(
                "com.microsoft.FusedMatMul",
                in -> multiply(
                        in,
                        turned(in.value(0), in.flag("transA", false)),
                        turned(in.value(1), in.flag("transB", false)),
                        Optional.empty()));
        rules.put("Gemm", in -> gemm(in, in.value(1), in.constant(2)));
        rules.put("com.microsoft.FusedGemm", in -> gemm(in, in.value(1), in.constant(2)));
        rules.put("com.microsoft.QGemm", Products::quantisedGemm);
        rules.put(
                "com.microsoft.DynamicQuantizeMatMul",
                in -> multiply(
                        in,
                        in.value(0),
                        new Value(in.shape(1), in.constant(1).map(w -> Quantised.dequantised(w, in, 2, 3, 1))),
                        in.constant(4)));
        for (String operator : List.of("MatMulInteger", "com.microsoft.MatMulIntegerToFloat")) {
            int zeroPoint = operator.equals("MatMulInteger") ? 3 : 5;
            rules.put(
                    operator,
                    in -> multiply(
                            in,
                            in.value(0),
                            new Value(
                                    in.shape(1), in.constant(1).map(w -> Quantised.lessZeroPoint(w, in, zeroPoint, 1))),
                            Optional.empty()));
        }
        rules.put(
                "QLinearMatMul",
                in -> multiply(
                        in,
                        in.value(0),
                        new Value(in.shape(3), in.constant(3).map(w -> Quantised.dequantised(w, in, 4, 5, 1))),
                        Optional.empty()));
    }

    /** Scales and zero points of columns follow the axis that the weights lie along. */
    private static List<Value> quantisedGemm(Operands in) {
        int axis = in.flag("transB", false) ? 0 : 1;
        Value weights = new Value(in.shape(3), in.constant(3).map(w -> Quantised.dequantised(w, in, 4, 5, axis)));
        return gemm(in, weights, Optional.empty());
    }

    private static List<Value> gemm(Operands in, Value weights, Optional<Constant> bias) {
        Value left = turned(in.value(0), in.flag("transA", false));
        Value right = turned(weights, in.flag("transB", false));
        if (left.shape().rank() != 2 || right.shape().rank() != 2) {
            throw new GraphFault("needs two matrices, was %s and %s", left.shape(), right.shape());
        }
        return multiply(in, left, right, bias);
    }

    /** The last two axes changed over. */
    private static Value turned(Value value, boolean transposed) {
        int rank = value.shape().rank();
        if (!transposed || rank < 2) {
            return value;
        }
        List<Integer> order = new ArrayList<>(Convolutions.axes(rank - 2));
        order.add(rank - 1);
        order.add(rank - 2);
        Shape shape = new Shape(order.stream().map(value.shape()::get).toList());
        return new Value(shape, value.constant().map(constant -> constant.transposed(order)));
    }

    private static List<Value> multiply(Operands in, Value one, Value other, Optional<Constant> bias) {
        boolean row = one.shape().rank() == 1;
        boolean column = other.shape().rank() == 1;
        Value left = row ? reshaped(one, Shape.of(1, one.shape().get(0))) : one;
        Value right = column ? reshaped(other, Shape.of(other.shape().get(0), 1)) : other;
        if (one.shape().rank() < 1 || other.shape().rank() < 1) {
            throw new GraphFault("needs tensors of at least one axis, was %s and %s", one.shape(), other.shape());
        }
        Shape batch = Shape.broadcast(lead(left.shape()), lead(right.shape()));
        int rows = left.shape().get(left.shape().rank() - 2);
        int reduction = left.shape().get(left.shape().rank() - 1);
        int columns = right.shape().get(right.shape().rank() - 1);
        if (right.shape().get(right.shape().rank() - 2) != reduction) {
            throw new GraphFault("must multiply matrices that fit, was %s and %s", one.shape(), other.shape());
        }
        var extents = new ArrayList<>(batch.extents());
        if (!row) {
            extents.add(rows);
        }
        if (!column) {
            extents.add(columns);
        }
        Shape output = new Shape(extents);
        if (left.constant().isPresent() && right.constant().isPresent()) {
            throw new GraphFault("multiplies two tensors of the file, which no layer of archsim does");
        }
        emit(in, left, right, batch, bias);
        return List.of(Value.of(output));
    }

    private static Value reshaped(Value value, Shape shape) {
        return new Value(shape, value.constant().map(constant -> constant.reshaped(shape)));
    }

    private static Shape lead(Shape shape) {
        return new Shape(shape.extents().subList(0, shape.rank() - 2));
    }

    /** Weights on the left are those of the product turned over. */
    private static void emit(Operands in, Value left, Value right, Shape batch, Optional<Constant> bias) {
        if (left.constant().isPresent()) {
            weighted(in, turned(right, true), turned(left, true), batch, Optional.empty());
        } else if (right.constant().isPresent()) {
            weighted(in, left, right, batch, bias);
        } else {
            int rank = left.shape().rank();
            in.layers()
                    .activations(
                            in.node(),
                            "",
                            left.shape().get(rank - 2),
                            left.shape().get(rank - 1),
                            right.shape().get(right.shape().rank() - 1),
                            batch.elements());
        }
    }

    /** {@code [..][rows][reduction]} activations times {@code [..][reduction][columns]} weights. */
    private static void weighted(Operands in, Value left, Value right, Shape batch, Optional<Constant> bias) {
        Constant weights = turned(right, true).constant().orElseThrow();
        int reduction = right.shape().get(right.shape().rank() - 2);
        int columns = right.shape().get(right.shape().rank() - 1);
        int rows = left.shape().get(left.shape().rank() - 2);
        long matrices = lead(weights.shape()).elements();
        long inputs = lead(left.shape()).elements();
        if (matrices == 1) {
            in.layers()
                    .product(in.node(), Math.multiplyExact(inputs, (long) rows), reduction, columns, 1, weights, bias);
        } else if (inputs == 1) {
            in.layers()
                    .product(
                            in.node(),
                            rows,
                            reduction,
                            Math.toIntExact(columns * matrices),
                            1,
                            weights,
                            Optional.empty());
        } else {
            in.layers()
                    .product(
                            in.node(),
                            Math.multiplyExact(repeats(lead(left.shape()), lead(weights.shape()), batch), (long) rows),
                            reduction,
                            columns,
                            Math.toIntExact(matrices),
                            weights,
                            Optional.empty());
        }
    }

    /** How many inputs each matrix is applied to; matrices must differ along the last axes only. */
    private static long repeats(Shape inputs, Shape matrices, Shape batch) {
        boolean repeated = true;
        for (int axis = 0; axis < batch.rank(); axis++) {
            int matrix = matrices.padded(axis, batch.rank());
            repeated &= matrix == 1;
            if (!repeated && (matrix != batch.get(axis) || inputs.padded(axis, batch.rank()) != matrix)) {
                throw new GraphFault(
                        "must repeat its matrices along the first axes only, was %s for %s", matrices, inputs);
            }
        }
        return batch.elements() / matrices.elements();
    }
}
