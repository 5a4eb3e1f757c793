package archsim.workloads.model;

import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.Pooling;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A layer of a network that does not ship, as a model's file carries it; bounds as in {@link LayerShape}.
 *
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
        @Range(min = 1) int stride,
        @Range(min = 0) int padding,
        @Range(min = 1) int groups,
        Optional<LayerKind> kind,
        Optional<Pooling> pooling,
        @Range(min = 1) OptionalInt batch) {

    public EmbeddedLayer {
        var shape = new LayerShape(batch.orElse(1), c, k, h, w, r, s, stride, padding, groups);
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
                shape.padding(),
                shape.groups(),
                Optional.of(layer.kind()),
                layer.pooling(),
                shape.n() == 1 ? OptionalInt.empty() : OptionalInt.of(shape.n()));
    }

    Layer layer() {
        return layer(name, new LayerShape(batch.orElse(1), c, k, h, w, r, s, stride, padding, groups), kind, pooling);
    }

    private static Layer layer(String name, LayerShape shape, Optional<LayerKind> kind, Optional<Pooling> pooling) {
        return kind.map(said -> new Layer(name, shape, said, pooling)).orElseGet(() -> new Layer(name, shape, pooling));
    }
}
