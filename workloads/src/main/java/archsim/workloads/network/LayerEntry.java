package archsim.workloads.network;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Padding;
import archsim.workloads.PerAxis;
import archsim.workloads.Pooling;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.Optional;
import java.util.OptionalInt;

/** A layer as a network's file spells it. */
@JsonbTypeInfo(
        key = "type",
        value = {
            @JsonbSubtype(alias = "conv", type = LayerEntry.Convolution.class),
            @JsonbSubtype(alias = "fc", type = LayerEntry.FullyConnected.class),
            @JsonbSubtype(alias = "matmul", type = LayerEntry.MatrixProduct.class)
        })
public sealed interface LayerEntry {

    /** The layer on one image. */
    Layer layer();

    /**
     * The entry whose layer is {@code layer}.
     *
     * @throws IllegalArgumentException if no entry makes that layer
     */
    static LayerEntry of(Layer layer) {
        LayerEntry entry = layer.isConvolution() ? Convolution.of(layer) : product(layer);
        if (!entry.layer().equals(layer)) {
            throw new IllegalArgumentException(layer.name() + " is no convolution and no matrix product of one image");
        }
        return entry;
    }

    private static LayerEntry product(Layer layer) {
        LayerShape shape = layer.shape();
        boolean connected = layer.hasParameters() && shape.isFullyConnected() && shape.groups() == 1;
        return connected
                ? new FullyConnected(layer.name(), shape.c(), shape.k())
                : new MatrixProduct(
                        layer.name(),
                        shape.h() * shape.w(),
                        shape.channelsPerGroup(),
                        shape.k() / shape.groups(),
                        MatrixOperand.of(layer.kind()),
                        some(shape.groups(), 1));
    }

    private static OptionalInt some(int value, int usual) {
        return value == usual ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * A convolution.
     *
     * @param height of the input, without padding; so are all bounds as in {@link LayerShape}
     * @param kernel height and width of the filter
     * @param stride 1 if absent
     * @param dilation 1 if absent
     * @param padding 0 if absent
     * @param groups 1 if absent; as many as channels for a depthwise layer
     * @param pooling that follows
     */
    record Convolution(
            String name,
            @Range(min = 1) int channels,
            @Range(min = 1) int filters,
            @Range(min = 1) int height,
            @Range(min = 1) int width,
            PerAxis kernel,
            Optional<PerAxis> stride,
            Optional<PerAxis> dilation,
            Optional<Padding> padding,
            @Range(min = 1) OptionalInt groups,
            Optional<Pooling> pooling)
            implements LayerEntry {

        public Convolution {
            layer(name, channels, filters, height, width, kernel, stride, dilation, padding, groups, pooling);
        }

        private static Convolution of(Layer layer) {
            LayerShape shape = layer.shape();
            return new Convolution(
                    layer.name(),
                    shape.c(),
                    shape.k(),
                    shape.h(),
                    shape.w(),
                    new PerAxis(shape.r(), shape.s()),
                    Optional.of(shape.stride()).filter(stride -> !stride.equals(PerAxis.ONE)),
                    Optional.of(shape.dilation()).filter(dilation -> !dilation.equals(PerAxis.ONE)),
                    Optional.of(shape.padding()).filter(padding -> !padding.equals(Padding.NONE)),
                    some(shape.groups(), 1),
                    layer.pooling());
        }

        @Override
        public Layer layer() {
            return layer(name, channels, filters, height, width, kernel, stride, dilation, padding, groups, pooling);
        }

        private static Layer layer(
                String name,
                int channels,
                int filters,
                int height,
                int width,
                PerAxis kernel,
                Optional<PerAxis> stride,
                Optional<PerAxis> dilation,
                Optional<Padding> padding,
                OptionalInt groups,
                Optional<Pooling> pooling) {
            var shape = LayerShape.convolution(channels, filters)
                    .map(height, width)
                    .kernel(kernel)
                    .stride(stride.orElse(PerAxis.ONE))
                    .dilation(dilation.orElse(PerAxis.ONE))
                    .padding(padding.orElse(Padding.NONE))
                    .groups(groups.orElse(1))
                    .build();
            return new Layer(name, shape, pooling);
        }
    }

    /** A fully connected layer. */
    record FullyConnected(
            String name,
            @Range(min = 1) int inputs,
            @Range(min = 1) int outputs) implements LayerEntry {

        public FullyConnected {
            layer(name, inputs, outputs);
        }

        @Override
        public Layer layer() {
            return layer(name, inputs, outputs);
        }

        private static Layer layer(String name, int inputs, int outputs) {
            return new Layer(name, LayerShape.fullyConnected(1, inputs, outputs));
        }
    }

    /**
     * A product of {@code rows x reduction} activations with a {@code reduction x columns} matrix, once for each head.
     *
     * @param rows positions or tokens
     * @param reduction of one head
     * @param columns of one head
     * @param times what the other matrix holds
     * @param heads independent products, each of its own activations; 1 if absent
     */
    record MatrixProduct(
            String name,
            @Range(min = 1) int rows,
            @Range(min = 1) int reduction,
            @Range(min = 1) int columns,
            MatrixOperand times,
            @Range(min = 1) OptionalInt heads)
            implements LayerEntry {

        public MatrixProduct {
            layer(name, rows, reduction, columns, times, heads);
        }

        @Override
        public Layer layer() {
            return layer(name, rows, reduction, columns, times, heads);
        }

        private static Layer layer(
                String name, int rows, int reduction, int columns, MatrixOperand times, OptionalInt heads) {
            int groups = heads.orElse(1);
            if (Math.max((long) groups * reduction, (long) groups * columns) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(RootLocale.format(
                        "heads times reduction or columns must be below 2^31, was %d x %d, %d",
                        groups, reduction, columns));
            }
            int width = side(rows);
            var shape = LayerShape.convolution(groups * reduction, groups * columns)
                    .map(rows / width, width)
                    .groups(groups)
                    .build();
            return new Layer(name, shape, times.kind(), Optional.empty());
        }

        /** The largest divisor of {@code rows} that is at most its root. */
        private static int side(int rows) {
            int side = 1;
            for (int i = 2; (long) i * i <= rows; i++) {
                side = rows % i == 0 ? i : side;
            }
            return side;
        }
    }
}
