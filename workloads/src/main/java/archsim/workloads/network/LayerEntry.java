package archsim.workloads.network;

import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
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
            @JsonbSubtype(alias = "fc", type = LayerEntry.FullyConnected.class)
        })
public sealed interface LayerEntry {

    /** The layer on one image. */
    Layer layer();

    /**
     * A convolution.
     *
     * @param height of the input, without padding; so are all bounds as in {@link LayerShape}
     * @param kernel height and width of the filter
     * @param stride 1 if absent
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
            @Range(min = 1) int kernel,
            @Range(min = 1) OptionalInt stride,
            @Range(min = 0) OptionalInt padding,
            @Range(min = 1) OptionalInt groups,
            Optional<Pooling> pooling)
            implements LayerEntry {

        public Convolution {
            layer(name, channels, filters, height, width, kernel, stride, padding, groups, pooling);
        }

        @Override
        public Layer layer() {
            return layer(name, channels, filters, height, width, kernel, stride, padding, groups, pooling);
        }

        private static Layer layer(
                String name,
                int channels,
                int filters,
                int height,
                int width,
                int kernel,
                OptionalInt stride,
                OptionalInt padding,
                OptionalInt groups,
                Optional<Pooling> pooling) {
            var shape = new LayerShape(
                    1,
                    channels,
                    filters,
                    height,
                    width,
                    kernel,
                    kernel,
                    stride.orElse(1),
                    padding.orElse(0),
                    groups.orElse(1));
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
}
