package archsim.compression.train.layer;

import archsim.compression.network.CompactLayer;

/** Biases of a layer, if it has any: one a live filter. */
final class Biases {

    private Biases() {}

    /** Adds them to the outputs. */
    static void add(CompactLayer layer, float[] parameters, ActivationBuffer output) {
        if (!layer.spec().biased()) {
            return;
        }
        float[] values = output.values();
        for (int filter = 0; filter < layer.filters(); filter++) {
            float bias = parameters[layer.biasOffset() + filter];
            for (int i = filter * output.plane(); i < (filter + 1) * output.plane(); i++) {
                values[i] += bias;
            }
        }
    }

    /** Sets their gradients from those by the outputs. */
    static void sumGradients(CompactLayer layer, ActivationBuffer output, float[] gradient) {
        for (int filter = 0; layer.spec().biased() && filter < layer.filters(); filter++) {
            gradient[layer.biasOffset() + filter] =
                    Lanes.sum(output.gradient(), filter * output.plane(), output.plane());
        }
    }
}
