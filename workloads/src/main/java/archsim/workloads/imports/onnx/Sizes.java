package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Operators that resize, pad or crop maps. */
final class Sizes {

    private Sizes() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Resize", Rule.shape(Sizes::resize));
        rules.put("Upsample", Rule.shape(Sizes::upsample));
        rules.put("Pad", Rule.shape(Sizes::pad));
        rules.put("CenterCropPad", Rule.shape(Sizes::cropped));
        rules.put("GridSample", Rule.shape(in -> {
            var extents = new ArrayList<>(in.shape(0).extents().subList(0, 2));
            extents.addAll(in.shape(1).extents().subList(1, in.shape(1).rank() - 1));
            return new Shape(extents);
        }));
        rules.put("Col2Im", Rule.shape(in -> {
            List<Long> extents = new ArrayList<>(List.of((long) in.shape(0).get(0)));
            long block = in.integers(2).stream().reduce(1L, Math::multiplyExact);
            if (block < 1 || in.shape(0).get(1) % block != 0) {
                throw new GraphFault("needs channels that its block of %d divides, was %s", block, in.shape(0));
            }
            extents.add(in.shape(0).get(1) / block);
            extents.addAll(in.integers(1));
            return Shape.ofLongs(extents);
        }));
    }

    private static Shape upsample(Operands in) {
        return scaled(
                in.shape(0),
                allAxes(in.shape(0)),
                in.hasAttribute("scales") ? in.floats("scales") : doubles(in.known(1)));
    }

    private static List<Double> doubles(Constant constant) {
        var numbers = new ArrayList<Double>();
        for (int i = 0; i < Math.min(constant.size(), 64); i++) {
            numbers.add(constant.value(i));
        }
        return numbers;
    }

    private static List<Long> allAxes(Shape shape) {
        return LongStream.range(0, shape.rank()).boxed().toList();
    }

    private static Shape resize(Operands in) {
        Shape input = in.shape(0);
        int scales = in.opset() < 11 ? 1 : 2;
        List<Long> axes = in.hasAttribute("axes") ? in.numbers("axes") : allAxes(input);
        if (in.has(3)) {
            return sized(in, input, axes, in.integers(3));
        }
        if (in.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize")) {
            throw new GraphFault("must say its sizes, not scales, where it crops (tf_crop_and_resize)");
        }
        return scaled(input, axes, doubles(in.known(scales)));
    }

    /** Extents as given, or the same scale on all axes, the least or largest of them. */
    private static Shape sized(Operands in, Shape input, List<Long> axes, List<Long> sizes) {
        if (sizes.size() != axes.size()) {
            throw new GraphFault("needs %d sizes, was %s", axes.size(), sizes);
        }
        String policy = in.text("keep_aspect_ratio_policy", "stretch");
        double scale = policy.equals("not_larger") ? Double.MAX_VALUE : 0;
        for (int i = 0; i < sizes.size(); i++) {
            double own = (double) sizes.get(i) / input.get(input.axis(axes.get(i)));
            scale = policy.equals("not_larger") ? Math.min(scale, own) : Math.max(scale, own);
        }
        Shape output = input;
        for (int i = 0; i < sizes.size(); i++) {
            int axis = input.axis(axes.get(i));
            long extent = policy.equals("stretch") ? sizes.get(i) : (long) Math.floor(scale * input.get(axis) + 0.5);
            output = output.with(axis, extent);
        }
        return output;
    }

    /** Rounded down, in the precision of the runtime's floats. */
    private static Shape scaled(Shape input, List<Long> axes, List<Double> scales) {
        if (scales.size() != axes.size()) {
            throw new GraphFault("needs %d scales, was %s", axes.size(), scales);
        }
        Shape output = input;
        for (int i = 0; i < scales.size(); i++) {
            int axis = input.axis(axes.get(i));
            output = output.with(axis, (long) Math.floor(input.get(axis) * (float) (double) scales.get(i)));
        }
        return output;
    }

    private static Shape pad(Operands in) {
        Shape input = in.shape(0);
        List<Long> pads = in.said("pads", 1).orElseThrow(() -> new GraphFault("needs its pads"));
        Optional<List<Long>> said = in.has(3) ? Optional.of(in.integers(3)) : Optional.empty();
        List<Long> axes = said.orElseGet(() -> allAxes(input));
        if (pads.size() != 2 * axes.size()) {
            throw new GraphFault("needs %d pads, was %s", 2 * axes.size(), pads);
        }
        Shape output = input;
        for (int i = 0; i < axes.size(); i++) {
            int axis = input.axis(axes.get(i));
            output = output.with(
                    axis,
                    Math.addExact(Math.addExact((long) output.get(axis), pads.get(i)), pads.get(axes.size() + i)));
        }
        return output;
    }

    private static Shape cropped(Operands in) {
        Shape output = in.shape(0);
        List<Long> sizes = in.integers(1);
        List<Long> axes = in.hasAttribute("axes") ? in.numbers("axes") : allAxes(output);
        if (sizes.size() != axes.size()) {
            throw new GraphFault("needs %d sizes, was %s", axes.size(), sizes);
        }
        for (int i = 0; i < sizes.size(); i++) {
            output = output.with(output.axis(axes.get(i)), sizes.get(i));
        }
        return output;
    }
}
