package archsim.engine.machines.scnn;

import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.workloads.LayerShape;

/** Computes a layer's outputs as SCNN does: every input that is not zero with every weight that it may meet. */
final class ScnnFunction {

    private final ScnnLayer layer;
    private final LayerShape shape;
    private final LayerValues values;
    private final FunctionalRun run;

    ScnnFunction(ScnnLayer layer, LayerValues values) {
        this.layer = layer;
        shape = layer.shape();
        this.values = values;
        run = new FunctionalRun(shape);
    }

    FunctionalRun run() {
        for (int image = 0; image < shape.n(); image++) {
            for (int group = 0; group < shape.groups(); group++) {
                for (int[] filters : layer.filterGroups(group)) {
                    var weights = new ScnnWeights(layer.kept(), group, filters);
                    for (int c = 0; c < shape.channelsPerGroup(); c++) {
                        for (int element = 0; element < layer.elements(); element++) {
                            multiply(image, group, filters, weights, c, element);
                        }
                    }
                }
            }
        }
        return run;
    }

    /** The products of one PE, channel and group of filters. */
    private void multiply(int image, int group, int[] filters, ScnnWeights weights, int channel, int element) {
        int inputChannel = layer.kept().channel(group, channel);
        for (int h = 0; h < shape.h(); h++) {
            for (int w = 0; w < shape.w(); w++) {
                int index = ((image * shape.c() + inputChannel) * shape.h() + h) * shape.w() + w;
                if (layer.element(h, w) == element
                        && layer.kept().layer().inputs().get(index)) {
                    int strideClass = layer.strideClass(h, w);
                    for (int i = weights.from(channel, strideClass); i < weights.to(channel, strideClass); i++) {
                        int filter = layer.kept().filter(group, filters[weights.filter(i)]);
                        scatter(image, filter, channel, weights.offset(i), inputChannel, h, w);
                    }
                }
            }
        }
    }

    private void scatter(int image, int filter, int channel, int offset, int inputChannel, int h, int w) {
        int r = offset / shape.s();
        int s = offset % shape.s();
        int down = h - shape.rows().position(0, r);
        int right = w - shape.columns().position(0, s);
        int p = down / shape.rows().stride();
        int q = right / shape.columns().stride();
        if (down >= 0 && right >= 0 && p < shape.p() && q < shape.q()) {
            long product = (long) values.weight(filter, channel, r, s) * values.input(image, inputChannel, h, w);
            run.accumulate(image, filter, p, q, product);
        }
    }
}
