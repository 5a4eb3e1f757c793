package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerValues;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A fully connected layer as DNNsim gives it to SCNN: the inputs of a group, filled up with zeros to a multiple of 256,
 * become planes of 16 x 16 that filters of 16 x 16 meet at one position.
 *
 * <p>Channel {@code c} of a group lies in plane {@code c / 256}, row {@code c / 16 % 16}, column {@code c % 16}.
 */
final class FoldedLayer {

    private static final int SIDE = 16;
    private static final int PLANE = SIDE * SIDE;

    private final LayerShape shape;
    private final LayerShape folded;

    /** @param shape of a fully connected layer */
    FoldedLayer(LayerShape shape) {
        this.shape = shape;
        int planes = Ceil.div(shape.channelsPerGroup(), PLANE) * shape.groups();
        folded = LayerShape.convolution(planes, shape.k())
                .batch(shape.n())
                .map(SIDE, SIDE)
                .kernel(SIDE, SIDE)
                .groups(shape.groups())
                .build();
    }

    /** @throws InfeasibleLayerException if the zeros make it larger than a mask can be */
    LayerWorkload workload(LayerWorkload layer) {
        if (folded.isTooLarge()) {
            throw new InfeasibleLayerException(
                    layer.layer().name(), "folded into planes of 16 x 16 it has 2^31 or more weights or inputs");
        }
        return new LayerWorkload(
                new Layer(
                        layer.layer().name(),
                        folded,
                        layer.layer().kind(),
                        layer.layer().pooling()),
                mask(layer.weights()),
                mask(layer.inputs()),
                layer.weightBits(),
                layer.rounded(),
                layer.scheme(),
                layer.inputOrigin(),
                layer.outputDensity(),
                layer.quantisation());
    }

    /** The same values in their places; 0 where zeros fill up. */
    LayerValues values(LayerValues values) {
        return new LayerValues(
                folded,
                filled(folded.weights(), i -> values.weight(row(i), column(i), 0, 0)),
                filled(
                        folded.inputs(),
                        i -> values.input(
                                row(i) / shape.groups(),
                                row(i) % shape.groups() * shape.channelsPerGroup() + column(i),
                                0,
                                0)));
    }

    /** Both operands are rows of the channels of one group: of a filter, or of a group of an image. */
    private int row(int index) {
        return index / paddedRow();
    }

    private int column(int index) {
        return index % paddedRow();
    }

    private int paddedRow() {
        return folded.channelsPerGroup() * PLANE;
    }

    private boolean isFilling(int index) {
        return column(index) >= shape.channelsPerGroup();
    }

    private Mask mask(Mask mask) {
        int row = shape.channelsPerGroup();
        if (row == paddedRow()) {
            return mask;
        }
        IntPredicate present = i -> !isFilling(i) && mask.get(row(i) * row + column(i));
        return Mask.of(mask.size() / row * paddedRow(), present);
    }

    private int[] filled(long size, IntUnaryOperator value) {
        int[] values = new int[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = isFilling(i) ? 0 : value.applyAsInt(i);
        }
        return values;
    }
}
