package archsim.engine.machines.scnn;

import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;

/** Computes a layer's outputs as SCNN does: every input that is not zero with every weight that it may meet. */
final class ScnnFunction {

    private final KeptLayer kept;
    private final ScnnParts parts;
    private final LayerShape whole;
    private final LayerValues values;
    private final FunctionalRun run;

    ScnnFunction(KeptLayer kept, ScnnParts parts, LayerValues values) {
        this.kept = kept;
        this.parts = parts;
        this.values = values;
        whole = kept.shape();
        run = new FunctionalRun(whole);
    }

    FunctionalRun run() {
        for (ScnnParts.Part part : parts.parts()) {
            for (int group = 0; group < whole.groups(); group++) {
                for (int[] filters : part.layer().filterGroups(group)) {
                    var weights = new ScnnWeights(kept, group, filters);
                    for (int c = 0; c < whole.channelsPerGroup(); c++) {
                        multiply(part, group, filters, weights, c);
                    }
                }
            }
        }
        return run;
    }

    /** The products of a part, a channel and a group of filters. */
    private void multiply(ScnnParts.Part part, int group, int[] filters, ScnnWeights weights, int channel) {
        LayerShape shape = part.layer().shape();
        int inputChannel = kept.channel(group, channel);
        for (int row = 0; row < shape.n() * shape.h(); row++) {
            int image = row / shape.h();
            int h = row % shape.h();
            for (int w = 0; w < shape.w(); w++) {
                int value = values.input(
                        part.region().image() + image,
                        inputChannel,
                        part.region().h(whole) + h,
                        part.region().w(whole) + w);
                int strideClass = part.layer().strideClass(h, w);
                for (int i = weights.from(channel, strideClass); i < weights.to(channel, strideClass); i++) {
                    int filter = kept.filter(group, filters[weights.filter(i)]);
                    scatter(part, image, filter, channel, weights.offset(i), value, h, w);
                }
            }
        }
    }

    private void scatter(
            ScnnParts.Part part, int image, int filter, int channel, int offset, long input, int h, int w) {
        LayerShape shape = part.layer().shape();
        int r = offset / shape.s();
        int s = offset % shape.s();
        int down = h - shape.rows().position(0, r);
        int right = w - shape.columns().position(0, s);
        int p = down / shape.rows().stride();
        int q = right / shape.columns().stride();
        if (input != 0 && down >= 0 && right >= 0 && p < shape.p() && q < shape.q()) {
            ScnnRegion region = part.region();
            long product = values.weight(filter, channel, r, s) * input;
            run.accumulate(region.image() + image, filter, region.p() + p, region.q() + q, product);
        }
    }
}
