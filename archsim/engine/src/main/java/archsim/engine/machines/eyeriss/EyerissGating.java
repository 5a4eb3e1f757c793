package archsim.engine.machines.eyeriss;

import archsim.engine.tiling.InputWindows;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Patch;
import archsim.workloads.LayerShape;

/** The products that a PE makes, rather than skip their switching because the input is zero. */
final class EyerissGating {

    private EyerissGating() {}

    /** Products of kept filters and channels whose input is not zero; padding is zero. */
    static long productsOfPresentInputs(KeptLayer layer) {
        LayerShape shape = layer.shape();
        var windows = new InputWindows(shape, layer.layer().inputs());
        var all = new Patch(0, shape.n() * shape.p(), 0, shape.q());
        long products = 0;
        for (int group = 0; group < shape.groups(); group++) {
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                if (layer.columns(c, c + 1) > 0) {
                    products += layer.filters(group) * underChannel(windows, all, layer.channel(group, c));
                }
            }
        }
        return products;
    }

    private static long underChannel(InputWindows windows, Patch all, int channel) {
        long met = 0;
        for (int r = 0; r < windows.shape().r(); r++) {
            for (int s = 0; s < windows.shape().s(); s++) {
                met += windows.underWeight(all, channel, r, s);
            }
        }
        return met;
    }
}
