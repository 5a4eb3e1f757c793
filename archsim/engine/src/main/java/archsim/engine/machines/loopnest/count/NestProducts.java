package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;

/** Computes a layer's outputs along the loops of a nest, iteration by iteration, without those that are skipped. */
public final class NestProducts {

    private final Nest nest;
    private final LayerShape shape;
    private final LayerMasks masks;
    private final LayerValues values;
    private final FunctionalRun run;
    private final Box box;

    public NestProducts(Nest nest, LayerWorkload layer, LayerValues values) {
        this.nest = nest;
        this.shape = layer.shape();
        this.masks = new LayerMasks(layer);
        this.values = values;
        run = new FunctionalRun(shape);
        box = nest.whole();
    }

    /** The outputs. */
    public FunctionalRun run() {
        from(0, 0);
        return run;
    }

    private void from(int loop, int level) {
        if (level == nest.levels()) {
            product();
            return;
        }
        if (loop == nest.first(level + 1)) {
            if (!isLeftOut(level)) {
                from(loop, level + 1);
            }
            return;
        }
        int d = nest.dimension(loop);
        int begin = box.from[d];
        int end = box.to[d];
        for (int at = begin; at < end; at += nest.step(loop)) {
            box.from[d] = at;
            box.to[d] = Math.min(end, at + nest.step(loop));
            from(loop + 1, level);
        }
        box.from[d] = begin;
        box.to[d] = end;
    }

    private boolean isLeftOut(int level) {
        for (Operand operand : Operand.values()) {
            if ((nest.level(level).skips(operand) || nest.level(level).packs(operand)) && !masks.any(operand, box)) {
                return true;
            }
        }
        return false;
    }

    private int at(Dimension dimension) {
        return box.from[dimension.at()];
    }

    private void product() {
        int group = at(Dimension.G);
        int filter = group * shape.filtersPerGroup() + at(Dimension.K);
        int channel = at(Dimension.C);
        int h = shape.rows().position(at(Dimension.P), at(Dimension.R));
        int w = shape.columns().position(at(Dimension.Q), at(Dimension.S));
        long product = (long) values.weight(filter, channel, at(Dimension.R), at(Dimension.S))
                * values.input(at(Dimension.N), group * shape.channelsPerGroup() + channel, h, w);
        run.accumulate(at(Dimension.N), filter, at(Dimension.P), at(Dimension.Q), product);
    }
}
