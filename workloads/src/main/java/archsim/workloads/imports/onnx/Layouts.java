package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that keep all elements and change the shape or the order. */
final class Layouts {

    private Layouts() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Identity", in -> List.of(in.value(0)));
        rules.put("Cast", Layouts::cast);
        rules.put("CastLike", in -> List.of(in.value(0)));
        rules.put("Reshape", in -> List.of(reshaped(in, reshape(in))));
        rules.put("Flatten", in -> List.of(reshaped(in, flatten(in))));
        rules.put("Squeeze", in -> List.of(reshaped(in, squeeze(in))));
        rules.put("Unsqueeze", in -> List.of(reshaped(in, unsqueeze(in))));
        rules.put("Transpose", Layouts::transpose);
        rules.put("Expand", in -> List.of(expanded(in)));
        rules.put("Tile", Rule.shape(Layouts::tile));
        rules.put("DepthToSpace", Rule.shape(in -> depthToSpace(in.shape(0), in.required("blocksize"))));
        rules.put("SpaceToDepth", Rule.shape(in -> spaceToDepth(in.shape(0), in.required("blocksize"))));
    }

    private static List<Value> cast(Operands in) {
        Optional<DataType> type = DataType.of(in.required("to"));
        boolean shortens = type.map(DataType::isWhole).orElse(true);
        return List.of(in.constant(0)
                .filter(constant -> type.isPresent())
                .map(constant -> Value.of(
                        shortens && !constant.type().isWhole()
                                ? Constant.of(
                                        constant.name(),
                                        type.get(),
                                        constant.shape(),
                                        i -> (double) (long) constant.value(i),
                                        constant.cost() + 1)
                                : constant.as(type.get())))
                .orElseGet(() -> Value.of(in.shape(0))));
    }

    private static Value reshaped(Operands in, Shape shape) {
        if (shape.elements() != in.shape(0).elements()) {
            throw new GraphFault(
                    "must keep the %d elements of %s, was %s", in.shape(0).elements(), in.shape(0), shape);
        }
        return in.constant(0)
                .map(constant -> Value.of(constant.reshaped(shape)))
                .orElseGet(() -> Value.of(shape));
    }

    /** 0 keeps an extent, unless {@code allowzero}; one -1 takes what is left. */
    private static Shape reshape(Operands in) {
        Shape input = in.shape(0);
        List<Long> wanted = in.hasAttribute("shape") ? in.numbers("shape") : in.integers(1);
        boolean zeroKeeps = !in.flag("allowzero", false);
        var extents = new ArrayList<Long>();
        int open = -1;
        long product = 1;
        for (int i = 0; i < wanted.size(); i++) {
            long extent = wanted.get(i);
            if (extent == 0 && zeroKeeps) {
                if (i >= input.rank()) {
                    throw new GraphFault("keeps extent %d of an input of shape %s", i + 1, input);
                }
                extent = input.get(i);
            }
            if (extent == -1) {
                if (open >= 0) {
                    throw new GraphFault("must leave at most one extent open, was %s", wanted);
                }
                open = i;
            } else {
                product = Math.multiplyExact(product, extent);
            }
            extents.add(extent);
        }
        if (open >= 0) {
            if (product <= 0 || input.elements() % product != 0) {
                throw new GraphFault("must keep the %d elements of %s, was %s", input.elements(), input, wanted);
            }
            extents.set(open, input.elements() / product);
        }
        return Shape.ofLongs(extents);
    }

    private static Shape flatten(Operands in) {
        Shape input = in.shape(0);
        long said = in.number("axis", 1);
        int axis = said == input.rank() ? input.rank() : input.axis(said);
        return Shape.ofLongs(List.of(input.product(0, axis), input.product(axis, input.rank())));
    }

    private static Shape squeeze(Operands in) {
        Shape input = in.shape(0);
        Optional<List<Integer>> said =
                in.said("axes", 1).map(axes -> axes.stream().map(input::axis).toList());
        var extents = new ArrayList<Integer>();
        for (int axis = 0; axis < input.rank(); axis++) {
            boolean gone = said.isPresent() ? said.get().contains(axis) : input.get(axis) == 1;
            if (!gone) {
                extents.add(input.get(axis));
            } else if (input.get(axis) != 1) {
                throw new GraphFault("must squeeze axes of extent 1, was axis %d of %s", axis, input);
            }
        }
        return new Shape(extents);
    }

    private static Shape unsqueeze(Operands in) {
        List<Long> axes = in.said("axes", 1).orElseThrow(() -> new GraphFault("needs its axes"));
        int rank = in.shape(0).rank() + axes.size();
        List<Integer> added =
                axes.stream().map(axis -> Shape.axis(axis, rank)).distinct().toList();
        if (added.size() != axes.size()) {
            throw new GraphFault("must have each axis once, was %s", axes);
        }
        var kept = in.shape(0).extents().iterator();
        return new Shape(IntStream.range(0, rank)
                .mapToObj(axis -> added.contains(axis) ? Integer.valueOf(1) : kept.next())
                .toList());
    }

    private static List<Value> transpose(Operands in) {
        Shape input = in.shape(0);
        List<Integer> order = in.hasAttribute("perm")
                ? in.numbers("perm").stream().map(input::axis).toList()
                : IntStream.range(0, input.rank())
                        .mapToObj(i -> input.rank() - 1 - i)
                        .toList();
        if (order.size() != input.rank() || order.stream().distinct().count() != order.size()) {
            throw new GraphFault("needs each of %d axes once in perm, was %s", input.rank(), order);
        }
        return List.of(in.constant(0)
                .filter(constant -> constant.cost() < Constant.MOST_COST)
                .map(constant -> Value.of(constant.transposed(order)))
                .orElseGet(
                        () -> Value.of(new Shape(order.stream().map(input::get).toList()))));
    }

    private static Value expanded(Operands in) {
        Shape shape = Shape.broadcast(in.shape(0), Shape.ofLongs(in.integers(1)));
        return in.constant(0)
                .filter(constant -> constant.cost() < Constant.MOST_COST && shape.elements() <= Integer.MAX_VALUE)
                .map(constant -> Value.of(constant.viewed(shape, Places.broadcast(constant.shape(), shape))))
                .orElseGet(() -> Value.of(shape));
    }

    private static Shape tile(Operands in) {
        Shape shape = in.shape(0);
        List<Long> repeats = in.integers(1);
        if (repeats.size() != shape.rank()) {
            throw new GraphFault("needs %d repeats, was %s", shape.rank(), repeats);
        }
        for (int axis = 0; axis < repeats.size(); axis++) {
            shape = shape.with(axis, Math.multiplyExact(shape.get(axis), repeats.get(axis)));
        }
        return shape;
    }

    private static Shape depthToSpace(Shape input, long block) {
        requireMap(input);
        if (block < 1 || block > 1 << 15 || input.get(1) % (block * block) != 0) {
            throw new GraphFault("needs channels that %d x %d divides, was %s", block, block, input);
        }
        return Shape.ofLongs(List.of(
                (long) input.get(0), input.get(1) / (block * block), input.get(2) * block, input.get(3) * block));
    }

    private static Shape spaceToDepth(Shape input, long block) {
        requireMap(input);
        if (block < 1 || block > 1 << 15 || input.get(2) % block != 0 || input.get(3) % block != 0) {
            throw new GraphFault("needs a height and width that %d divides, was %s", block, input);
        }
        return Shape.ofLongs(
                List.of((long) input.get(0), input.get(1) * block * block, input.get(2) / block, input.get(3) / block));
    }

    private static void requireMap(Shape input) {
        if (input.rank() != 4) {
            throw new GraphFault("needs an input of 4 axes, was %s", input);
        }
    }
}
