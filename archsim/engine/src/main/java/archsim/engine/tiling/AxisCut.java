package archsim.engine.tiling;

import archsim.base.Ceil;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The outputs of one axis cut into parts of one size, the last one maybe smaller.
 *
 * @param size outputs of a part, or images where an image has one row only
 * @param parts over all images
 * @param inputs that the outputs of each part use, summed over the parts: those that two parts share count twice
 * @param mostInputs of a part
 */
record AxisCut(int size, int parts, long inputs, long mostInputs) {

    /** Cuts of the rows of all images into nearly equal parts, largest first. */
    static List<AxisCut> ofRows(LayerShape shape) {
        return CutSizes.of(shape.p() > 1 ? shape.p() : shape.n(), 1)
                .mapToObj(size -> ofRows(shape, size))
                .toList();
    }

    /** The rows in parts of {@code size}, or of all where there are fewer. */
    static AxisCut ofRows(LayerShape shape, int size) {
        if (shape.p() > 1) {
            return of(shape.rows(), shape.p(), Math.min(size, shape.p()), shape.n());
        }
        long ofImage = shape.rows().usedInputs(0, 1);
        int images = Math.min(size, shape.n());
        return new AxisCut(images, Ceil.div(shape.n(), images), shape.n() * ofImage, images * ofImage);
    }

    /** Cuts of the columns into nearly equal parts, largest first. */
    static List<AxisCut> ofColumns(LayerShape shape) {
        return CutSizes.of(shape.q(), 1)
                .mapToObj(size -> ofColumns(shape, size))
                .toList();
    }

    /** The columns in parts of {@code size}, or of all where there are fewer. */
    static AxisCut ofColumns(LayerShape shape, int size) {
        return of(shape.columns(), shape.q(), Math.min(size, shape.q()), 1);
    }

    private static AxisCut of(Axis axis, int outputs, int size, int images) {
        int parts = Ceil.div(outputs, size);
        long[] inputs = IntStream.range(0, parts)
                .mapToLong(part -> axis.usedInputs(part * size, Math.min(outputs, (part + 1) * size)))
                .toArray();
        long all = 0;
        long most = 0;
        for (long ofPart : inputs) {
            all += ofPart;
            most = Math.max(most, ofPart);
        }
        return new AxisCut(size, parts * images, all * images, most);
    }
}
