package archsim.workloads.model;

import archsim.base.json.Range;
import archsim.workloads.Axis;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.Pooling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A layer of a network that does not ship, as a model's file carries it; bounds as in {@link LayerShape}.
 *
 * @param stride of the rows, and where {@code window} is absent of the columns
 * @param padding at the top, and where {@code window} is absent on all sides
 * @param kind what is multiplied; where absent, a convolution, or with one position and one offset a linear layer
 * @param pooling that follows
 * @param batch that one run of the network takes; 1 if absent
 * @param window stride of rows and columns, dilation of both, padding at top, left, bottom and right, where they differ or
 *     the layer is dilated
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
        @Range(min = 1) OptionalInt batch,
        Optional<List<Integer>> window) {

    private static final int WINDOW_NUMBERS = 8;

    public EmbeddedLayer {
        window = window.map(List::copyOf);
        LayerShape shape = shape(c, k, h, w, r, s, stride, padding, groups, batch, window);
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
                shape.rows().stride(),
                shape.rows().paddingBefore(),
                shape.groups(),
                Optional.of(layer.kind()),
                layer.pooling(),
                shape.n() == 1 ? OptionalInt.empty() : OptionalInt.of(shape.n()),
                windowOf(shape));
    }

    private static Optional<List<Integer>> windowOf(LayerShape shape) {
        Axis rows = shape.rows();
        Axis columns = shape.columns();
        boolean uniform = rows.stride() == columns.stride()
                && Math.max(rows.dilation(), columns.dilation()) == 1
                && List.of(rows.paddingAfter(), columns.paddingBefore(), columns.paddingAfter()).stream()
                        .allMatch(padding -> padding == rows.paddingBefore());
        return uniform
                ? Optional.empty()
                : Optional.of(List.of(
                        rows.stride(),
                        columns.stride(),
                        rows.dilation(),
                        columns.dilation(),
                        rows.paddingBefore(),
                        columns.paddingBefore(),
                        rows.paddingAfter(),
                        columns.paddingAfter()));
    }

    Layer layer() {
        return layer(name, shape(c, k, h, w, r, s, stride, padding, groups, batch, window), kind, pooling);
    }

    private static LayerShape shape(
            int c,
            int k,
            int h,
            int w,
            int r,
            int s,
            int stride,
            int padding,
            int groups,
            OptionalInt batch,
            Optional<List<Integer>> window) {
        LayerShape.Builder shape = LayerShape.convolution(c, k)
                .batch(batch.orElse(1))
                .groups(groups)
                .map(h, w)
                .kernel(r, s);
        if (window.isEmpty()) {
            return shape.stride(stride).padding(padding).build();
        }
        List<Integer> said = window.get();
        if (said.size() != WINDOW_NUMBERS) {
            throw new IllegalArgumentException("window must hold 8 numbers, was " + said);
        }
        return shape.stride(said.get(0), said.get(1))
                .dilation(said.get(2), said.get(3))
                .padding(said.get(4), said.get(5), said.get(6), said.get(7))
                .build();
    }

    private static Layer layer(String name, LayerShape shape, Optional<LayerKind> kind, Optional<Pooling> pooling) {
        return kind.map(said -> new Layer(name, shape, said, pooling)).orElseGet(() -> new Layer(name, shape, pooling));
    }
}
