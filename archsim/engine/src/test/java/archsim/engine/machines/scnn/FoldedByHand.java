package archsim.engine.machines.scnn;

import archsim.engine.UniformLayer;
import archsim.engine.counts.Presence;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;

/**
 * A fully connected layer in planes of 16 x 16: input {@code c} of a group lies in plane {@code c / 256} at row {@code c /
 * 16 % 16} and column {@code c % 16}, and so does its weight in each filter; what fills the last plane up is zero.
 */
final class FoldedByHand {

    private FoldedByHand() {}

    static LayerWorkload of(LayerWorkload layer) {
        LayerShape flat = layer.shape();
        int planes = (flat.channelsPerGroup() + 255) / 256;
        var shape = UniformLayer.shape(flat.n(), planes * flat.groups(), flat.k(), 16, 16, 16, 16, 1, 0, flat.groups());
        var presence = new Presence(layer);
        boolean[] weights = new boolean[Math.toIntExact(shape.weights())];
        for (int k = 0; k < flat.k(); k++) {
            for (int c = 0; c < flat.channelsPerGroup(); c++) {
                weights[k * planes * 256 + c] = presence.hasWeight(k, c, 0, 0);
            }
        }
        boolean[] inputs = new boolean[Math.toIntExact(shape.inputs())];
        for (int n = 0; n < flat.n(); n++) {
            for (int c = 0; c < flat.c(); c++) {
                int group = c / flat.channelsPerGroup();
                int inGroup = c % flat.channelsPerGroup();
                inputs[(n * flat.groups() + group) * planes * 256 + inGroup] = presence.hasInput(n, c, 0, 0);
            }
        }
        return new LayerWorkload(
                new Layer(
                        layer.layer().name(),
                        shape,
                        layer.layer().kind(),
                        layer.layer().pooling()),
                Mask.of(weights.length, i -> weights[i]),
                Mask.of(inputs.length, i -> inputs[i]),
                layer.weightBits(),
                layer.scheme());
    }
}
