package archsim.engine.machines.scnn;

import archsim.workloads.Axis;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.List;

/** The part of a layer that has some images and a rectangle of outputs, as a layer of its own: input by input. */
final class RegionByHand {

    private RegionByHand() {}

    /** The regions that a machine chose, as layers. */
    static List<LayerWorkload> all(LayerWorkload layer, List<ScnnRegion> regions) {
        return regions.stream()
                .map(region -> of(
                        layer,
                        region.image(),
                        region.shape().n(),
                        region.p(),
                        region.shape().p(),
                        region.q(),
                        region.shape().q()))
                .toList();
    }

    private static LayerWorkload of(LayerWorkload layer, int image, int images, int p, int ps, int q, int qs) {
        LayerShape whole = layer.shape();
        Axis rows = axis(whole.rows(), p, ps);
        Axis columns = axis(whole.columns(), q, qs);
        var shape = new LayerShape(images, whole.c(), whole.k(), rows, columns, whole.groups());
        int top = Math.max(0, p * whole.rows().stride() - whole.rows().paddingBefore());
        int left = Math.max(0, q * whole.columns().stride() - whole.columns().paddingBefore());
        Mask inputs = Mask.of(Math.toIntExact(shape.inputs()), i -> {
            int w = left + i % shape.w();
            int h = top + i / shape.w() % shape.h();
            int map = i / shape.w() / shape.h() + image * whole.c();
            return layer.inputs().get((map * whole.h() + h) * whole.w() + w);
        });
        return new LayerWorkload(
                new Layer(
                        layer.layer().name(),
                        shape,
                        layer.layer().kind(),
                        layer.layer().pooling()),
                layer.weights(),
                inputs,
                layer.weightBits(),
                layer.scheme());
    }

    /** Inputs from the first tap of the first output to the last tap of the last; what of it is beyond the map is padding. */
    private static Axis axis(Axis axis, int first, int outputs) {
        if (outputs == axis.outputs()) {
            return axis;
        }
        int from = first * axis.stride() - axis.paddingBefore();
        int to = (first + outputs - 1) * axis.stride() - axis.paddingBefore() + (axis.kernel() - 1) * axis.dilation();
        int before = 0;
        int inputs = 0;
        int after = 0;
        for (int i = from; i <= to; i++) {
            before += i < 0 ? 1 : 0;
            inputs += i >= 0 && i < axis.extent() ? 1 : 0;
            after += i >= axis.extent() ? 1 : 0;
        }
        return new Axis(inputs, axis.kernel(), axis.stride(), axis.dilation(), before, after);
    }
}
