package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators whose values come from attributes, shapes or small numbers. */
final class Generators {

    private static final int MOST_STEPS = 1 << 24;

    private Generators() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Constant", Generators::constant);
        rules.put("ConstantOfShape", Generators::constantOfShape);
        rules.put("Shape", Generators::shapeOf);
        rules.put("Size", in -> List.of(Value.of(number(in.shape(0).elements()))));
        rules.put("Range", Generators::range);
        rules.put("OneHot", Rule.shape(Generators::oneHot));
        rules.put("RandomNormal", Rule.shape(in -> Shape.ofLongs(in.numbers("shape"))));
        rules.put("RandomUniform", Rule.shape(in -> Shape.ofLongs(in.numbers("shape"))));
        rules.put("Multinomial", Rule.shape(in -> in.shape(0).with(1, in.number("sample_size", 1))));
        for (String window : List.of("HannWindow", "HammingWindow", "BlackmanWindow")) {
            rules.put(window, Rule.shape(in -> Shape.ofLongs(List.of(in.integer(0)))));
        }
        rules.put("AffineGrid", Rule.shape(in -> {
            List<Long> size = in.integers(1);
            var extents = new ArrayList<Long>(List.of(size.get(0)));
            extents.addAll(size.subList(2, size.size()));
            extents.add(size.size() - 2L);
            return Shape.ofLongs(extents);
        }));
    }

    private static Constant number(long value) {
        return Constant.of("", DataType.INT64, Shape.SCALAR, i -> value, 1);
    }

    private static List<Value> constant(Operands in) {
        String name = in.node().outputs().get(0);
        Optional<Constant> stored = in.tensor("value");
        if (stored.isPresent()) {
            return List.of(Value.of(stored.get().named(name)));
        }
        if (in.hasAttribute("sparse_value")) {
            SparseTensor sparse =
                    in.node().attributes().get("sparse_value").sparse().orElseThrow();
            return List.of(Value.of(sparse.toConstant(in.tensors()).named(name)));
        }
        for (String attribute : List.of("value_int", "value_ints", "value_float", "value_floats")) {
            if (in.hasAttribute(attribute)) {
                boolean whole = attribute.startsWith("value_int");
                List<? extends Number> numbers = whole ? in.numbers(attribute) : in.floats(attribute);
                Shape shape = attribute.endsWith("s") ? Shape.of(numbers.size()) : Shape.SCALAR;
                DataType type = whole ? DataType.INT64 : DataType.FLOAT;
                if (numbers.size() != shape.elements()) {
                    throw new GraphFault("needs one number in %s, was %d", attribute, numbers.size());
                }
                return List.of(Value.of(
                        Constant.of(name, type, shape, i -> numbers.get(i).doubleValue(), 1)));
            }
        }
        throw new GraphFault("needs a value of numbers");
    }

    private static List<Value> constantOfShape(Operands in) {
        Shape shape = Shape.ofLongs(in.integers(0));
        String name = in.node().outputs().get(0);
        Optional<Constant> fill = in.tensor("value").filter(constant -> constant.size() == 1);
        if (shape.elements() > Integer.MAX_VALUE) {
            return List.of(Value.of(shape));
        }
        double value = fill.map(constant -> constant.value(0)).orElse(0.0);
        DataType type = fill.map(Constant::type).orElse(DataType.FLOAT);
        return List.of(Value.of(Constant.of(name, type, shape, i -> value, 1)));
    }

    private static List<Value> shapeOf(Operands in) {
        Shape shape = in.shape(0);
        int from = bounded(in.number("start", 0), shape.rank());
        int to = bounded(in.number("end", shape.rank()), shape.rank());
        return List.of(Value.of(Constant.ofList(from < to ? shape.longs().subList(from, to) : List.of())));
    }

    private static int bounded(long place, int rank) {
        long counted = place < 0 ? place + rank : place;
        return (int) Math.max(0, Math.min(rank, counted));
    }

    private static List<Value> range(Operands in) {
        Constant start = in.known(0);
        double from = start.value(0);
        double step = in.known(2).value(0);
        double count = Math.ceil((in.known(1).value(0) - from) / step);
        if (step == 0 || !(count <= MOST_STEPS)) {
            throw new GraphFault("must make at most 2^24 numbers, was %s", count);
        }
        Shape shape = Shape.of((int) Math.max(0, count));
        return List.of(Value.of(Constant.of("", start.type(), shape, i -> from + i * step, 1)));
    }

    private static Shape oneHot(Operands in) {
        Shape indices = in.shape(0);
        Constant depth = in.known(1);
        int axis = Shape.axis(in.number("axis", -1), indices.rank() + 1);
        var extents = new ArrayList<>(indices.longs());
        extents.add(axis, (long) depth.value(0));
        return Shape.ofLongs(extents);
    }
}
