package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that join tensors or take parts of them. */
final class Parts {

    private static final long LONGEST_STEP = 1L << 40;

    private Parts() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Concat", Parts::concat);
        rules.put("Split", Parts::split);
        rules.put("Slice", Parts::slice);
        rules.put("Gather", Parts::gather);
        rules.put("GatherElements", Rule.shape(in -> in.shape(1)));
        rules.put("GatherND", Rule.shape(Parts::gatherNd));
        rules.put("Compress", Rule.shape(Parts::compress));
        rules.put("com.microsoft.QLinearConcat", Rule.shape(in -> {
            Shape shape = in.shape(2);
            int axis = shape.axis(in.required("axis"));
            for (int i = 5; i < in.inputs().size(); i += 3) {
                shape = shape.with(axis, (long) shape.get(axis) + in.shape(i).get(axis));
            }
            return shape;
        }));
    }

    private static List<Value> concat(Operands in) {
        Shape first = in.shape(0);
        int axis = first.axis(in.required("axis"));
        long extent = 0;
        int cost = 1;
        boolean known = true;
        var starts = new ArrayList<Long>();
        for (int i = 0; i < in.inputs().size(); i++) {
            Shape part = in.shape(i);
            if (part.rank() != first.rank() || !part.with(axis, 1).equals(first.with(axis, 1))) {
                throw new GraphFault(
                        "must join shapes that differ along axis %d only, was %s and %s", axis, first, part);
            }
            starts.add(extent);
            extent += part.get(axis);
            known &= in.constant(i).isPresent();
            cost = Math.max(cost, in.constant(i).map(Constant::cost).orElse(1) + 1);
        }
        Shape shape = first.with(axis, extent);
        if (!known || cost > Constant.MOST_COST || shape.elements() > Integer.MAX_VALUE) {
            return List.of(Value.of(shape));
        }
        List<Constant> parts =
                in.inputs().stream().map(part -> part.get().constant().get()).toList();
        long[] from = starts.stream().mapToLong(Long::longValue).toArray();
        int inner = (int) shape.product(axis + 1, shape.rank());
        int whole = Math.toIntExact(extent);
        return List.of(Value.of(Constant.of(
                parts.get(0).name(),
                parts.get(0).type(),
                shape,
                index -> {
                    int along = index / inner % whole;
                    int outer = index / inner / whole;
                    int part = from.length - 1;
                    while (from[part] > along) {
                        part--;
                    }
                    Constant source = parts.get(part);
                    int place = (outer * source.shape().get(axis) + along - (int) from[part]) * inner + index % inner;
                    return source.value(place);
                },
                cost)));
    }

    private static List<Value> split(Operands in) {
        Shape input = in.shape(0);
        int axis = input.axis(in.number("axis", 0));
        int extent = input.get(axis);
        int count = in.hasAttribute("num_outputs")
                ? Math.toIntExact(in.number("num_outputs", 1))
                : in.node().outputs().size();
        List<Long> sizes = in.said("split", 1).orElseGet(() -> equalParts(extent, count));
        if (sizes.stream().mapToLong(Long::longValue).sum() != extent) {
            throw new GraphFault("must split the extent %d, was %s", extent, sizes);
        }
        var parts = new ArrayList<Value>();
        long start = 0;
        for (long size : sizes) {
            parts.add(part(in, input.with(axis, size), axis, start, 1));
            start += size;
        }
        return parts;
    }

    private static List<Long> equalParts(int extent, int count) {
        if (count < 1 || count > 65_536) {
            throw new GraphFault("needs 1 to 65536 parts, was %d", count);
        }
        long size = (extent + count - 1L) / count;
        var sizes = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            sizes.add(Math.max(0, Math.min(size, extent - i * size)));
        }
        return sizes;
    }

    /** Every {@code step}th place along one axis, from {@code start} on. */
    private static Value part(Operands in, Shape shape, int axis, long start, long step) {
        return in.constant(0)
                .filter(constant -> constant.cost() < Constant.MOST_COST)
                .map(constant -> Value.of(sliced(constant, shape, axis, start, step)))
                .orElseGet(() -> Value.of(shape));
    }

    private static Constant sliced(Constant constant, Shape shape, int axis, long start, long step) {
        int inner = (int) shape.product(axis + 1, shape.rank());
        int extent = shape.get(axis);
        int whole = constant.shape().get(axis);
        return constant.viewed(shape, index -> {
            int along = index / inner % extent;
            int outer = index / inner / extent;
            return Math.toIntExact(((long) outer * whole + start + along * step) * inner + index % inner);
        });
    }

    private static List<Value> slice(Operands in) {
        List<Long> starts = in.said("starts", 1).orElseThrow(() -> new GraphFault("needs its starts"));
        List<Long> ends = in.said("ends", 2).orElseThrow(() -> new GraphFault("needs its ends"));
        Optional<List<Long>> axes = in.said("axes", 3);
        Optional<List<Long>> steps = in.said("steps", 4);
        int count = starts.size();
        if (ends.size() != count
                || axes.map(List::size).orElse(count) != count
                || steps.map(List::size).orElse(count) != count) {
            throw new GraphFault("needs as many starts, ends, axes and steps, was %d starts", count);
        }
        Shape shape = in.shape(0);
        Optional<Constant> constant = in.constant(0);
        for (int i = 0; i < count; i++) {
            int axis = shape.axis(axes.isPresent() ? axes.get().get(i) : i);
            long step = steps.isPresent()
                    ? Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, steps.get().get(i)))
                    : 1;
            if (step == 0) {
                throw new GraphFault("needs steps other than 0");
            }
            int extent = shape.get(axis);
            long start = bounded(starts.get(i), extent, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1L);
            long end = bounded(ends.get(i), extent, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1L);
            long taken = (end - start + step - Long.signum(step)) / step;
            shape = shape.with(axis, Math.max(0, taken));
            Shape now = shape;
            constant = constant.filter(known -> known.cost() < Constant.MOST_COST)
                    .map(known -> sliced(known, now, axis, start, step));
        }
        Shape sliced = shape;
        return List.of(constant.map(Value::of).orElseGet(() -> Value.of(sliced)));
    }

    private static long bounded(long place, int extent, long least, long most) {
        long counted = place < 0 && place >= -extent ? place + extent : place < 0 ? -1 : place;
        return Math.max(least, Math.min(most, counted));
    }

    private static List<Value> gather(Operands in) {
        Shape data = in.shape(0);
        int axis = data.axis(in.number("axis", 0));
        Shape places = in.shape(1);
        var extents = new ArrayList<>(data.extents().subList(0, axis));
        extents.addAll(places.extents());
        extents.addAll(data.extents().subList(axis + 1, data.rank()));
        Shape shape = new Shape(extents);
        Optional<Constant> source = in.constant(0);
        Optional<Constant> indices = in.constant(1);
        int cost = source.map(Constant::cost).orElse(0)
                + indices.map(Constant::cost).orElse(0)
                + 1;
        if (source.isEmpty()
                || indices.isEmpty()
                || cost > Constant.MOST_COST
                || shape.elements() > Integer.MAX_VALUE) {
            return List.of(Value.of(shape));
        }
        Constant from = source.get();
        Constant at = indices.get();
        int inner = (int) data.product(axis + 1, data.rank());
        int extent = data.get(axis);
        int taken = at.size();
        return List.of(Value.of(Constant.of(
                from.name(),
                from.type(),
                shape,
                index -> {
                    long place = (long) at.value(index / inner % taken);
                    if (place < -extent || place >= extent) {
                        throw new GraphFault("must gather places of %d to %d, was %d", -extent, extent - 1, place);
                    }
                    long along = place < 0 ? place + extent : place;
                    return from.value(
                            Math.toIntExact((index / inner / taken * (long) extent + along) * inner + index % inner));
                },
                cost)));
    }

    private static Shape gatherNd(Operands in) {
        Shape data = in.shape(0);
        Shape indices = in.shape(1);
        int batch = Math.toIntExact(in.number("batch_dims", 0));
        if (indices.rank() < 1 || batch < 0) {
            throw new GraphFault("needs indices of at least one axis, was %s", indices);
        }
        int depth = batch + indices.get(indices.rank() - 1);
        if (depth > data.rank()) {
            throw new GraphFault("must index at most %d axes, was %d", data.rank(), depth);
        }
        var extents = new ArrayList<>(indices.extents().subList(0, indices.rank() - 1));
        extents.addAll(data.extents().subList(depth, data.rank()));
        return new Shape(extents);
    }

    private static Shape compress(Operands in) {
        long kept = in.integers(1).stream().filter(flag -> flag != 0).count();
        return in.hasAttribute("axis")
                ? in.shape(0).with(in.shape(0).axis(in.number("axis", 0)), kept)
                : Shape.ofLongs(List.of(kept));
    }
}
