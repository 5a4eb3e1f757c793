package archsim.engine.tiling;

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
        int stride = shape.stride();
        int count = 0;
        for (int h = hFrom; h < hTo; h++) {
            if ((h + shape.padding()) % stride != strideClass / stride) {
                continue;
            }
            if (stride == 1) {
                count += inputs.count(index(image, channel, h, wFrom), index(image, channel, h, wTo));
                continue;
            }
            for (int w = wFrom; w < wTo; w++) {
                if ((w + shape.padding()) % stride == strideClass % stride && inputs.get(index(image, channel, h, w))) {
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
            int h = row % shape.p() * shape.stride() - shape.padding() + r;
            if (h >= 0 && h < shape.h()) {
                count += inRow(row / shape.p(), channel, h, patch, s);
            }
        }
        return count;
    }

    private int inRow(int image, int channel, int h, Patch patch, int s) {
        int stride = shape.stride();
        if (stride == 1) {
            int from = Math.min(shape.w(), Math.max(0, patch.qFrom() - shape.padding() + s));
            int to = Math.max(from, Math.min(shape.w(), patch.qTo() - shape.padding() + s));
            return inputs.count(index(image, channel, h, from), index(image, channel, h, to));
        }
        int count = 0;
        for (int q = patch.qFrom(); q < patch.qTo(); q++) {
            int w = q * stride - shape.padding() + s;
            if (w >= 0 && w < shape.w() && inputs.get(index(image, channel, h, w))) {
                count++;
            }
        }
        return count;
    }
}
