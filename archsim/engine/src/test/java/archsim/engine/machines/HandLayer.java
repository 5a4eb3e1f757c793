package archsim.engine.machines;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.function.IntPredicate;

/** Layers small enough for paper. */
public final class HandLayer {

    private HandLayer() {}

    /** A layer whose weights and inputs are there where the predicates say so, by their index. */
    public static LayerWorkload of(
            LayerShape shape, int weightBits, Scheme scheme, IntPredicate weights, IntPredicate inputs) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                weightBits,
                scheme);
    }
}
