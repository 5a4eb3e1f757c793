package archsim.validation.machine;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/** Layers of which everything is present. */
final class DenseLayer {

    private DenseLayer() {}

    static LayerWorkload of(LayerShape shape, int weightBits) {
        return new LayerWorkload(
                new Layer("dense", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                weightBits,
                Scheme.DENSE);
    }
}
