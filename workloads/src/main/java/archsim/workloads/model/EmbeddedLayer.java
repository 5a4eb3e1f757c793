package archsim.workloads.model;

import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.Padding;
import archsim.workloads.PerAxis;
import archsim.workloads.Pooling;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A layer of a network that does not ship, as a model's file carries it; bounds as in {@link LayerShape}.
 *
 * @param dilation 1 if absent
 * @param kind what is multiplied; where absent, a convolution, or with one position and one offset a linear layer
 * @param pooling that follows
 * @param batch that one run of the network takes; 1 if absent
 */
public record EmbeddedLayer(
        String name,
        @Range(min = 1) int c,
        @Range(min = 1) int k,
        @Range(min = 1) int h,
        @Range(min = 1) int w,
        @Range(min = 1) int r,
        @Range(min = 1) int s,
        PerAxis stride,
        Optional<PerAxis> dilation,
        Padding padding,
        @Range(min = 1) int groups,
        Optional<LayerKind> kind,
        Optional<Pooling> pooling,
        @Range(min = 1) OptionalInt batch) {

    public EmbeddedLayer {
        LayerShape shape = shape(c, k, h, w, r, s, stride, dilation, padding, groups, batch);
        if (shape.isTooLarge()) {
            throw new IllegalArgumentException("weights, inputs and outputs must be fewer than 2^31 each");
        }
        layer(name, shape, kind, pooling);
    }

    static EmbeddedLayer of(Layer layer) {
        LayerShape shape = layer.shape();
        return new EmbeddedLayer(
                layer.name(),
                shape.c(),
                shape.k(),
                shape.h(),
                shape.w(),
                shape.r(),
                shape.s(),
                shape.stride(),
                Optional.of(shape.dilation()).filter(dilation -> !dilation.equals(PerAxis.ONE)),
                shape.padding(),
                shape.groups(),
                Optional.of(layer.kind()),
                layer.pooling(),
                shape.n() == 1 ? OptionalInt.empty() : OptionalInt.of(shape.n()));
    }

    Layer layer() {
        return layer(name, shape(c, k, h, w, r, s, stride, dilation, padding, groups, batch), kind, pooling);
    }

    private static LayerShape shape(
            int c,
            int k,
            int h,
            int w,
            int r,
            int s,
            PerAxis stride,
            Optional<PerAxis> dilation,
            Padding padding,
            int groups,
            OptionalInt batch) {
        return LayerShape.convolution(c, k)
                .batch(batch.orElse(1))
                .map(h, w)
                .kernel(r, s)
                .stride(stride)
                .dilation(dilation.orElse(PerAxis.ONE))
                .padding(padding)
                .groups(groups)
                .build();
    }

    private static Layer layer(String name, LayerShape shape, Optional<LayerKind> kind, Optional<Pooling> pooling) {
        return kind.map(said -> new Layer(name, shape, said, pooling)).orElseGet(() -> new Layer(name, shape, pooling));
    }
}
