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
        Axis columns = shape.columns();
        int count = 0;
        for (int h = hFrom; h < hTo; h++) {
            if (shape.rows().strideClass(h) != strideClass / columns.strideClasses()) {
                continue;
            }
            if (columns.strideClasses() == 1) {
                count += inputs.count(index(image, channel, h, wFrom), index(image, channel, h, wTo));
                continue;
            }
            for (int w = wFrom; w < wTo; w++) {
                if (columns.strideClass(w) == strideClass % columns.strideClasses()
                        && inputs.get(index(image, channel, h, w))) {
                    count++;
                }
            }
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
        if (columns.stride() == 1) {
            int from = Math.min(shape.w(), Math.max(0, columns.position(patch.qFrom(), s)));
            int to = Math.max(from, Math.min(shape.w(), columns.position(patch.qTo(), s)));
            return inputs.count(index(image, channel, h, from), index(image, channel, h, to));
        }
        int count = 0;
        for (int q = patch.qFrom(); q < patch.qTo(); q++) {
            int w = columns.position(q, s);
            if (columns.isInput(w) && inputs.get(index(image, channel, h, w))) {
                count++;
            }
        }
        return count;
    }
}
