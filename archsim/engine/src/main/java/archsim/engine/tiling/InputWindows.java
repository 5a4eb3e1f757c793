package archsim.engine.tiling;

import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;

/** Counts present inputs by where they lie. */
public record InputWindows(LayerShape shape, Mask inputs) {

    private int index(int image, int channel, int h, int w) {
        return ((image * shape.c() + channel) * shape.h() + h) * shape.w() + w;
    }

    /**
     * Present inputs of rows {@code [hFrom, hTo)} and columns {@code [wFrom, wTo)} of one stride class; none of an empty
     * rectangle, which may lie beyond the input.
     */
    public int inRectangle(int image, int channel, int hFrom, int hTo, int wFrom, int wTo, int strideClass) {
        if (wFrom >= wTo) {
            return 0;
        }
        Axis rows = shape.rows();
        Axis columns = shape.columns();
        int rowClass = strideClass / columns.strideClasses();
        int columnClass = strideClass % columns.strideClasses();
        int firstRow = hFrom + Math.floorMod(rowClass - rows.strideClass(hFrom), rows.stride());
        int firstColumn = wFrom + Math.floorMod(columnClass - columns.strideClass(wFrom), columns.stride());
        int count = 0;
        for (int h = firstRow; h < hTo; h += rows.stride()) {
            count += everyStride(index(image, channel, h, 0), firstColumn, wTo);
        }
        return count;
    }

    /** Present inputs of a row at {@code from}, one stride on, two strides on and so on, below {@code to}. */
    private int everyStride(int row, int from, int to) {
        int stride = shape.columns().stride();
        if (from >= to) {
            return 0;
        }
        if (stride == 1) {
            return inputs.count(row + from, row + to);
        }
        int atOnce = Math.max(1, Long.SIZE / stride) * stride;
        long every = 0;
        for (int bit = 0; bit < Math.min(Long.SIZE, atOnce); bit += stride) {
            every |= 1L << bit;
        }
        int count = 0;
        for (int w = from; w < to; w += atOnce) {
            count += Long.bitCount(inputs.bits(row + w, Math.min(Math.min(atOnce, Long.SIZE), to - w)) & every);
        }
        return count;
    }

    /** Present inputs that a weight at kernel offset {@code (r, s)} meets over the outputs of a patch of one image. */
    public int underWeight(Patch patch, int channel, int r, int s) {
        int count = 0;
        for (int row = patch.rowFrom(); row < patch.rowTo(); row++) {
            int h = shape.rows().position(row % shape.p(), r);
            if (shape.rows().isInput(h)) {
                count += inRow(row / shape.p(), channel, h, patch, s);
            }
        }
        return count;
    }

    private int inRow(int image, int channel, int h, Patch patch, int s) {
        Axis columns = shape.columns();
        int first = columns.position(patch.qFrom(), s);
        int from = first >= 0 ? first : Math.floorMod(first, columns.stride());
        int to = Math.min(shape.w(), columns.position(patch.qTo() - 1, s) + 1);
        return everyStride(index(image, channel, h, 0), from, to);
    }
}
