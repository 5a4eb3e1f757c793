package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Operators that work element by element: shapes stay, or broadcast in any order of the operands. */
final class ElementWise {

    private static final List<String> UNARY = List.of(
            "Acos",
            "Acosh",
            "Asin",
            "Asinh",
            "Atan",
            "Atanh",
            "BitwiseNot",
            "Celu",
            "Clip",
            "Cos",
            "Cosh",
            "Elu",
            "Erf",
            "Exp",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "IsInf",
            "IsNaN",
            "LeakyRelu",
            "Log",
            "Mish",
            "Not",
            "PRelu",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Shrink",
            "Sigmoid",
            "Sign",
            "Sin",
            "Sinh",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Tan",
            "Tanh",
            "ThresholdedRelu",
            "Swish",
            "Bernoulli",
            "CumSum",
            "Trilu",
            "Hardmax",
            "LogSoftmax",
            "Softmax",
            "LpNormalization",
            "LRN",
            "MeanVarianceNormalization",
            "InstanceNormalization",
            "GroupNormalization",
            "RMSNormalization",
            "QuantizeLinear",
            "RandomNormalLike",
            "RandomUniformLike",
            "EyeLike",
            "ReverseSequence",
            "ScatterElements",
            "Scatter",
            "ScatterND",
            "TensorScatter",
            "RotaryEmbedding",
            "com.microsoft.Gelu",
            "com.microsoft.FastGelu",
            "com.microsoft.QuickGelu",
            "com.microsoft.BiasGelu",
            "com.microsoft.QLinearSigmoid",
            "com.microsoft.QLinearLeakyRelu",
            "com.microsoft.QLinearSoftmax");

    private static final Map<String, DoubleUnaryOperator> FOLDED_UNARY = Map.of(
            "Neg", x -> -x,
            "Abs", Math::abs,
            "Floor", Math::floor,
            "Ceil", Math::ceil,
            "Sqrt", Math::sqrt,
            "Not", x -> x == 0 ? 1 : 0,
            "Round", Math::rint,
            "Reciprocal", x -> 1 / x);

    private static final List<String> BINARY = List.of("BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Xor");

    private static final Map<String, DoubleBinaryOperator> FOLDED_BINARY = Map.of(
            "Add", Double::sum,
            "Sub", (x, y) -> x - y,
            "Mul", (x, y) -> x * y,
            "Max", Math::max,
            "Min", Math::min,
            "Pow", Math::pow,
            "Sum", Double::sum,
            "And", (x, y) -> x != 0 && y != 0 ? 1 : 0,
            "Or", (x, y) -> x != 0 || y != 0 ? 1 : 0);

    private static final Map<String, DoubleBinaryOperator> COMPARISONS = Map.of(
            "Equal", (x, y) -> x == y ? 1 : 0,
            "Greater", (x, y) -> x > y ? 1 : 0,
            "GreaterOrEqual", (x, y) -> x >= y ? 1 : 0,
            "Less", (x, y) -> x < y ? 1 : 0,
            "LessOrEqual", (x, y) -> x <= y ? 1 : 0);

    private ElementWise() {}

    static void register(Map<String, Rule> rules) {
        UNARY.forEach(operator -> rules.put(operator, Rule.shape(in -> in.shape(0))));
        BINARY.forEach(operator -> rules.put(operator, Rule.shape(ElementWise::broadcastAll)));
        rules.put("Mean", Rule.shape(ElementWise::broadcastAll));
        FOLDED_UNARY.forEach((operator, function) -> rules.put(operator, in -> unary(in, function)));
        FOLDED_BINARY.forEach(
                (operator, function) -> rules.put(operator, in -> folded(in, function, Optional.empty())));
        COMPARISONS.forEach(
                (operator, function) -> rules.put(operator, in -> folded(in, function, Optional.of(DataType.BOOL))));
        rules.put("Div", in -> folded(in, quotient(in, false), Optional.empty()));
        rules.put("Mod", in -> folded(in, quotient(in, true), Optional.empty()));
        rules.put("Where", ElementWise::where);
        rules.put("Dropout", in -> List.of(in.value(0), Value.of(in.shape(0))));
        for (String operator : List.of("com.microsoft.QLinearAdd", "com.microsoft.QLinearMul")) {
            rules.put(operator, Rule.shape(in -> Shape.broadcast(in.shape(0), in.shape(3))));
        }
    }

    /** Before version 7 the first operand alone said the shape, where {@code broadcast} was set. */
    private static Shape broadcastAll(Operands in) {
        Shape shape = in.shape(0);
        if (in.flag("broadcast", false)) {
            return shape;
        }
        for (int i = 1; i < in.inputs().size(); i++) {
            shape = Shape.broadcast(shape, in.shape(i));
        }
        return shape;
    }

    private static List<Value> unary(Operands in, DoubleUnaryOperator function) {
        return List.of(in.constant(0)
                .filter(x -> x.cost() < Constant.MOST_COST)
                .map(x -> Value.of(Constant.of(
                        x.name(), x.type(), x.shape(), i -> function.applyAsDouble(x.value(i)), x.cost() + 1)))
                .orElseGet(() -> Value.of(in.shape(0))));
    }

    private static DoubleBinaryOperator quotient(Operands in, boolean rest) {
        boolean whole = in.constant(0).map(x -> x.type().isWhole()).orElse(false);
        if (rest) {
            boolean floored = !in.flag("fmod", false);
            return (x, y) -> floored && y != 0 ? x - y * Math.floor(x / y) : x % y;
        }
        return (x, y) -> whole && y != 0 ? truncated(x / y) : x / y;
    }

    private static double truncated(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    private static List<Value> folded(Operands in, DoubleBinaryOperator function, Optional<DataType> type) {
        Shape shape = broadcastAll(in);
        Optional<Constant> result = in.flag("broadcast", false) ? Optional.empty() : in.constant(0);
        for (int i = 1; i < in.inputs().size() && result.isPresent(); i++) {
            Optional<Constant> other = in.constant(i);
            result = result.flatMap(one -> other.flatMap(two -> combined(one, two, function)));
        }
        return List.of(
                result.map(made -> Value.of(type.map(made::as).orElse(made))).orElseGet(() -> Value.of(shape)));
    }

    private static Optional<Constant> combined(Constant one, Constant other, DoubleBinaryOperator function) {
        int cost = one.cost() + other.cost() + 1;
        Shape shape = Shape.broadcast(one.shape(), other.shape());
        if (cost > Constant.MOST_COST || shape.elements() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        var left = Places.broadcast(one.shape(), shape);
        var right = Places.broadcast(other.shape(), shape);
        String name = one.size() >= other.size() ? one.name() : other.name();
        return Optional.of(Constant.of(
                name,
                one.type(),
                shape,
                i -> function.applyAsDouble(one.value(left.applyAsInt(i)), other.value(right.applyAsInt(i))),
                cost));
    }

    private static List<Value> where(Operands in) {
        Shape shape = broadcastAll(in);
        if (in.constant(0).isEmpty()
                || in.constant(1).isEmpty()
                || in.constant(2).isEmpty()) {
            return List.of(Value.of(shape));
        }
        Constant condition = in.known(0);
        Constant yes = in.known(1);
        Constant no = in.known(2);
        int cost = condition.cost() + yes.cost() + no.cost();
        if (cost > Constant.MOST_COST || shape.elements() > Integer.MAX_VALUE) {
            return List.of(Value.of(shape));
        }
        var ifs = Places.broadcast(condition.shape(), shape);
        var thens = Places.broadcast(yes.shape(), shape);
        var elses = Places.broadcast(no.shape(), shape);
        return List.of(Value.of(Constant.of(
                yes.name(),
                yes.type(),
                shape,
                i -> condition.value(ifs.applyAsInt(i)) != 0
                        ? yes.value(thens.applyAsInt(i))
                        : no.value(elses.applyAsInt(i)),
                cost)));
    }
}
