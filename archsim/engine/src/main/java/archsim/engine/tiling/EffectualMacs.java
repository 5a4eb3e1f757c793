package archsim.engine.tiling;

import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;

/** Multiply-accumulates of which both operands are present. */
public final class EffectualMacs {

    private EffectualMacs() {}

    /** Exact count for the layer's masks: per column, present inputs under it times filters with a weight there. */
    public static long count(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        var windows = new InputWindows(shape, layer.inputs());
        var all = new Patch(0, shape.n() * shape.p(), 0, shape.q());
        long macs = 0;
        for (int group = 0; group < shape.groups(); group++) {
            long[] filtersAt = filtersAtColumns(layer, group);
            for (int column = 0; column < filtersAt.length; column++) {
                if (filtersAt[column] > 0) {
                    int s = column % shape.s();
                    int r = column / shape.s() % shape.r();
                    int channel = group * shape.channelsPerGroup() + column / shape.s() / shape.r();
                    macs += filtersAt[column] * windows.underWeight(all, channel, r, s);
                }
            }
        }
        return macs;
    }

    private static long[] filtersAtColumns(LayerWorkload layer, int group) {
        int columns = Math.toIntExact(layer.shape().weightsPerFilter());
        int filters = layer.shape().filtersPerGroup();
        if (layer.weights().isFull()) {
            long[] all = new long[columns];
            Arrays.fill(all, filters);
            return all;
        }
        var counts = new ColumnCounts(columns, filters);
        for (int k = group * filters; k < (group + 1) * filters; k++) {
            counts.add(layer.weights(), k * columns);
        }
        return counts.perColumn();
    }
}
