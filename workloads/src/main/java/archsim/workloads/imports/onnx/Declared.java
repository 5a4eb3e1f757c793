package archsim.workloads.imports.onnx;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a file says of a value ({@code ValueInfoProto}).
 *
 * @param extents of its axes; empty if the file does not say how many there are
 */
record Declared(String name, Optional<List<Dimension>> extents) {

    /**
     * One axis.
     *
     * @param extent empty where it is left open
     * @param symbol that stands for it; may be empty
     */
    record Dimension(OptionalLong extent, String symbol) {

        @Override
        public String toString() {
            return extent.isPresent() ? String.valueOf(extent.getAsLong()) : symbol.isEmpty() ? "?" : symbol;
        }
    }

    static Declared read(ProtoMessage message) {
        String name = "";
        Optional<List<Dimension>> extents = Optional.empty();
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> extents = ofType(message.message());
                default -> message.skip();
            }
        }
        return new Declared(name, extents);
    }

    /** {@code TypeProto}: tensor_type = 1; there shape = 2. */
    private static Optional<List<Dimension>> ofType(ProtoMessage type) {
        Optional<List<Dimension>> extents = Optional.empty();
        while (type.hasNext()) {
            if (type.field() == 1) {
                ProtoMessage tensor = type.message();
                while (tensor.hasNext()) {
                    if (tensor.field() == 2) {
                        extents = Optional.of(ofShape(tensor.message()));
                    } else {
                        tensor.skip();
                    }
                }
            } else {
                type.skip();
            }
        }
        return extents;
    }

    private static List<Dimension> ofShape(ProtoMessage shape) {
        var dimensions = new ArrayList<Dimension>();
        while (shape.hasNext()) {
            if (shape.field() == 1) {
                dimensions.add(dimension(shape.message()));
            } else {
                shape.skip();
            }
        }
        return List.copyOf(dimensions);
    }

    /** {@code Dimension}: dim_value = 1, dim_param = 2; some writers put 0 or -1 where an extent is open. */
    private static Dimension dimension(ProtoMessage message) {
        OptionalLong extent = OptionalLong.empty();
        String symbol = "";
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> {
                    long value = message.number();
                    extent = value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
                }
                case 2 -> symbol = message.text();
                default -> message.skip();
            }
        }
        return new Dimension(extent, symbol);
    }

    /** Whether {@code shape} is one that this allows. */
    boolean allows(Shape shape) {
        if (extents.isEmpty()) {
            return true;
        }
        List<Dimension> axes = extents.get();
        boolean allowed = axes.size() == shape.rank();
        for (int axis = 0; allowed && axis < axes.size(); axis++) {
            OptionalLong extent = axes.get(axis).extent();
            allowed = extent.isEmpty() || extent.getAsLong() == shape.get(axis);
        }
        return allowed;
    }

    /** The shape, where every extent is said. */
    Optional<Shape> shape() {
        return extents.filter(
                        axes -> axes.stream().allMatch(axis -> axis.extent().isPresent()))
                .map(axes -> Shape.ofLongs(
                        axes.stream().map(axis -> axis.extent().getAsLong()).toList()));
    }

    @Override
    public String toString() {
        return RootLocale.format(
                "[%s]",
                extents.map(axes -> axes.stream().map(Dimension::toString).collect(Collectors.joining(", ")))
                        .orElse("unknown"));
    }
}
