package archsim.engine.machines.scnn;

import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.Optional;

/**
 * A part of a layer that SCNN's PEs work on at once: some images, and a rectangle of outputs with the inputs under it.
 *
 * @param image first image
 * @param p first output row
 * @param q first output column
 * @param shape of the part as a layer of its own, padded only where the layer is
 */
record ScnnRegion(int image, int p, int q, LayerShape shape) {

    /** Outputs {@code from} up to but without {@code to} along an axis, as an axis; absent if they meet padding only. */
    static Optional<Axis> part(Axis axis, int from, int to) {
        if (from == 0 && to == axis.outputs()) {
            return Optional.of(axis);
        }
        int first = axis.position(from, 0);
        int end = axis.position(to - 1, axis.kernel() - 1) + 1;
        int extent = Math.min(axis.extent(), end) - Math.max(0, first);
        return extent < 1
                ? Optional.empty()
                : Optional.of(new Axis(
                        extent,
                        axis.kernel(),
                        axis.stride(),
                        axis.dilation(),
                        Math.max(0, -first),
                        Math.max(0, end - axis.extent())));
    }

    /** First input row of the region. */
    int h(LayerShape whole) {
        return Math.max(0, whole.rows().position(p, 0));
    }

    /** First input column of the region. */
    int w(LayerShape whole) {
        return Math.max(0, whole.columns().position(q, 0));
    }

    /** The region's inputs among all of a layer's. */
    Mask inputs(Mask all, LayerShape whole) {
        int image0 = image * whole.c() * whole.h() * whole.w();
        if (shape.h() == whole.h() && shape.w() == whole.w()) {
            return shape.n() == whole.n() ? all : all.slice(image0, image0 + Math.toIntExact(shape.inputs()));
        }
        if (all.isFull()) {
            return Mask.full(Math.toIntExact(shape.inputs()));
        }
        int width = shape.w();
        int height = shape.h();
        int first = image0 + h(whole) * whole.w() + w(whole);
        return Mask.of(Math.toIntExact(shape.inputs()), i -> {
            int row = i / width;
            return all.get(first + (row / height * whole.h() + row % height) * whole.w() + i % width);
        });
    }
}
