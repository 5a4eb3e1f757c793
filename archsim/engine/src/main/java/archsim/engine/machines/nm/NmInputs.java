package archsim.engine.machines.nm;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.Optional;

/**
 * Inputs of which at each position at most {@code n} of every {@code m} channels that follow one another are there.
 *
 * @param shape of the layer
 * @param n slots of a group
 * @param m channels of a group
 */
record NmInputs(LayerShape shape, int n, int m) {

    /** The inputs of a layer that is not structured and has fewer slots than channels. */
    static Optional<NmInputs> of(LayerWorkload layer, int n, int m) {
        var groups = new NmInputs(layer.shape(), n, m);
        boolean fewer = groups.slotsPerFilter() < layer.shape().weightsPerFilter();
        return fewer && !layer.scheme().isStructured() && groups.holdAll(layer.inputs())
                ? Optional.of(groups)
                : Optional.empty();
    }

    long slotsPerFilter() {
        int channels = shape.channelsPerGroup();
        return (channels / m * n + Math.min(n, channels % m)) * (long) shape.r() * shape.s();
    }

    private boolean holdAll(Mask inputs) {
        int maps = shape.n() * shape.groups();
        for (int map = 0; map < maps; map++) {
            for (int c = 0; c < shape.channelsPerGroup(); c += m) {
                int first = map * shape.channelsPerGroup() + c;
                if (!hold(inputs, first, first + Math.min(m, shape.channelsPerGroup() - c))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Channels over all images. */
    private boolean hold(Mask inputs, int from, int to) {
        int positions = shape.h() * shape.w();
        for (int position = 0; position < positions; position++) {
            int present = 0;
            for (int channel = from; channel < to; channel++) {
                present += inputs.get(channel * positions + position) ? 1 : 0;
            }
            if (present > n) {
                return false;
            }
        }
        return true;
    }

    String title() {
        return RootLocale.format("%d:%d of inputs", n, m);
    }
}
