package archsim.engine.machines.eyeriss;

import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.workloads.LayerShape;

/** The products of a pass, zeros included. */
final class EyerissFunction {

    private EyerissFunction() {}

    static void compute(EyerissPass pass, KeptLayer layer, LayerValues values, FunctionalRun run) {
        LayerShape shape = layer.shape();
        for (int n = pass.imageFrom(); n < pass.imageTo(); n++) {
            for (int f = pass.filterFrom(); f < pass.filterTo(); f++) {
                int k = layer.filter(pass.group(), f);
                for (int p = pass.strip().rowFrom(); p < pass.strip().rowTo(); p++) {
                    for (int q = 0; q < shape.q(); q++) {
                        sum(pass, layer, values, run, n, k, p, q);
                    }
                }
            }
        }
    }

    private static void sum(
            EyerissPass pass, KeptLayer layer, LayerValues values, FunctionalRun run, int n, int k, int p, int q) {
        for (int c : pass.channels()) {
            for (int r = 0; r < layer.shape().r(); r++) {
                for (int s = 0; s < layer.shape().s(); s++) {
                    long product = LoopNest.product(layer, values, pass.group(), n, k, c, r, s, p, q);
                    run.accumulate(n, k, p, q, product);
                }
            }
        }
    }
}
