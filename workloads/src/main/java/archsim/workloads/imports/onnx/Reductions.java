package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Operators that make few numbers of many, and normalisations with several outputs. */
final class Reductions {

    private static final List<String> REDUCTIONS = List.of(
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare");

    private Reductions() {}

    static void register(Map<String, Rule> rules) {
        for (String operator : REDUCTIONS) {
            rules.put(operator, in -> reduce(in, operator));
        }
        rules.put("ArgMax", Rule.shape(Reductions::argument));
        rules.put("ArgMin", Rule.shape(Reductions::argument));
        rules.put("TopK", Reductions::topK);
        rules.put("BatchNormalization", in -> {
            Value channels = in.has(3) ? Value.of(in.shape(3)) : Value.of(in.shape(1));
            return List.of(Value.of(in.shape(0)), channels, channels, channels, channels);
        });
        for (String operator : List.of("LayerNormalization", "com.microsoft.LayerNormalization")) {
            rules.put(operator, Reductions::layerNormalization);
        }
        rules.put("SimplifiedLayerNormalization", Rule.shape(in -> in.shape(0)));
        for (String operator : List.of("SkipLayerNormalization", "SkipSimplifiedLayerNormalization")) {
            rules.put("com.microsoft." + operator, in -> {
                Value same = Value.of(in.shape(0));
                return List.of(same, Value.of(Shape.SCALAR), Value.of(Shape.SCALAR), same);
            });
        }
    }

    private static List<Value> reduce(Operands in, String operator) {
        Shape input = in.shape(0);
        Optional<List<Long>> said = in.said("axes", 1);
        boolean all = said.map(List::isEmpty).orElse(true);
        if (all && in.flag("noop_with_empty_axes", false)) {
            return List.of(in.value(0));
        }
        Set<Integer> axes =
                Set.copyOf(said.orElse(List.of()).stream().map(input::axis).toList());
        boolean keep = in.flag("keepdims", true);
        var extents = new ArrayList<Integer>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!all && !axes.contains(axis)) {
                extents.add(input.get(axis));
            } else if (keep) {
                extents.add(1);
            }
        }
        Shape shape = new Shape(extents);
        boolean countable = operator.equals("ReduceProd") || operator.equals("ReduceSum");
        return List.of(in.constant(0)
                .filter(constant -> countable && shape.elements() == 1 && constant.size() <= 64)
                .map(constant -> Value.of(total(constant, shape, operator.equals("ReduceProd"))))
                .orElseGet(() -> Value.of(shape)));
    }

    private static Constant total(Constant constant, Shape shape, boolean product) {
        double total = product ? 1 : 0;
        for (int i = 0; i < constant.size(); i++) {
            total = product ? total * constant.value(i) : total + constant.value(i);
        }
        double found = total;
        return Constant.of(constant.name(), constant.type(), shape, i -> found, 1);
    }

    private static Shape without(Shape input, int axis, boolean keep) {
        var extents = new ArrayList<>(input.extents());
        extents.remove(axis);
        if (keep) {
            extents.add(axis, 1);
        }
        return new Shape(extents);
    }

    private static Shape argument(Operands in) {
        Shape input = in.shape(0);
        return without(input, input.axis(in.number("axis", 0)), in.flag("keepdims", true));
    }

    private static List<Value> topK(Operands in) {
        Shape input = in.shape(0);
        long count = in.hasAttribute("k") ? in.number("k", 1) : in.integer(1);
        Value best = Value.of(input.with(input.axis(in.number("axis", -1)), count));
        return List.of(best, best);
    }

    private static List<Value> layerNormalization(Operands in) {
        Shape input = in.shape(0);
        Shape mean = input;
        for (int axis = input.axis(in.number("axis", -1)); axis < input.rank(); axis++) {
            mean = mean.with(axis, 1);
        }
        return List.of(Value.of(input), Value.of(mean), Value.of(mean));
    }
}
