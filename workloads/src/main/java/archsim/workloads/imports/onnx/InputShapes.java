package archsim.workloads.imports.onnx;

import archsim.base.Problems;
import archsim.base.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Shapes of a graph's inputs from what the file and the user say. A first axis that nobody speaks of is a batch of 1. */
final class InputShapes {

    private final Answers answers;
    private final Problems problems;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> batchAssumed = new LinkedHashSet<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> batches = new TreeSet<>();

    InputShapes(Answers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    /** Inputs whose shape is given; faults go to the problems. */
    Map<String, Shape> of(List<Declared> inputs) {
        var shapes = new HashMap<String, Shape>();
        inputs.forEach(this::noteBatch);
        for (Declared input : inputs) {
            shape(input).ifPresent(shape -> shapes.put(input.name(), shape));
        }
        for (String name : new TreeSet<>(answers.dimensions().keySet())) {
            if (!used.contains(name)) {
                problems.add("", "has no open extent \"%s\" (--dimension)%s", name, Suggestion.sentence(name, known));
            }
        }
        return shapes;
    }

    /** Inputs that a batch of 1 was assumed for. */
    Set<String> batchAssumed() {
        return batchAssumed;
    }

    /** The symbol of a first axis is a batch wherever it stands. */
    private void noteBatch(Declared input) {
        input.extents().filter(axes -> axes.size() > 1).ifPresent(axes -> {
            String symbol = axes.get(0).symbol();
            if (!symbol.isEmpty() && !answers.dimensions().containsKey(symbol)) {
                batches.add(symbol);
            }
        });
    }

    private Optional<Shape> shape(Declared input) {
        if (input.extents().isEmpty()) {
            return Optional.empty();
        }
        List<Declared.Dimension> axes = input.extents().get();
        int mapAt = mapAxis(axes);
        var extents = new ArrayList<Long>();
        var open = new ArrayList<String>();
        for (int axis = 0; axis < axes.size(); axis++) {
            OptionalLong extent = extent(input.name(), axes, axis, mapAt);
            if (extent.isEmpty()) {
                open.add(
                        axes.get(axis).symbol().isEmpty()
                                ? input.name() + ":" + axis
                                : axes.get(axis).symbol());
            }
            extents.add(extent.orElse(1));
        }
        if (!open.isEmpty()) {
            problems.add(
                    "/" + input.name(),
                    "has the shape %s: --dimension %s=N says it%s",
                    input,
                    String.join("=N --dimension ", open),
                    mapAt > 0 ? ", or --input-size HxW" : "");
            return Optional.empty();
        }
        try {
            return Optional.of(Shape.ofLongs(extents));
        } catch (GraphFault | ArithmeticException e) {
            problems.add("/" + input.name(), "%s", e.getMessage());
            return Optional.empty();
        }
    }

    /** Where height and width stand in an input of 4 axes: last, or before the channels where only those are said. */
    private static int mapAxis(List<Declared.Dimension> axes) {
        if (axes.size() != 4) {
            return 0;
        }
        boolean channelsLast = axes.get(3).extent().isPresent()
                && axes.get(1).extent().isEmpty()
                && axes.get(2).extent().isEmpty();
        return channelsLast ? 1 : 2;
    }

    private OptionalLong extent(String input, List<Declared.Dimension> axes, int axis, int mapAt) {
        Declared.Dimension dimension = axes.get(axis);
        OptionalInt size = axis == mapAt && mapAt > 0
                ? answers.height()
                : axis == mapAt + 1 && mapAt > 0 ? answers.width() : OptionalInt.empty();
        if (dimension.extent().isPresent()) {
            if (size.isPresent() && size.getAsInt() != dimension.extent().getAsLong()) {
                problems.add(
                        "/" + input,
                        "has extent %s at axis %d, but --input-size says %d",
                        dimension,
                        axis,
                        size.getAsInt());
            }
            return dimension.extent();
        }
        for (String name : List.of(dimension.symbol(), input + ":" + axis)) {
            known.add(name);
            if (answers.dimensions().containsKey(name)) {
                used.add(name);
                return OptionalLong.of(answers.dimensions().get(name));
            }
        }
        if (size.isPresent()) {
            return OptionalLong.of(size.getAsInt());
        }
        if ((axis == 0 && axes.size() > 1) || batches.contains(dimension.symbol())) {
            batchAssumed.add(input);
            return OptionalLong.of(1);
        }
        return OptionalLong.empty();
    }
}
