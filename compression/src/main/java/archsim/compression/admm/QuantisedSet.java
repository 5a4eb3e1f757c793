package archsim.compression.admm;

import archsim.compression.config.Quantisation;
import archsim.compression.network.LayerSpec;
import archsim.compression.projection.Levels;
import java.util.Arrays;

/**
 * Networks whose kept weights lie on a grid of levels, each layer with the interval that suits it best.
 *
 * @param quantisation that says which levels a layer has
 * @param prunesZeros whether a weight that is fixed at zero joins the pruned ones; in a structured network it stays
 */
record QuantisedSet(Quantisation quantisation, boolean prunesZeros) implements WeightSet {

    @Override
    public boolean constrains(LayerSpec layer) {
        return true;
    }

    @Override
    public float[] project(float[] values, CompressionState state) {
        float[] intervals = new float[state.architecture.depth()];
        Levels[] levels = new Levels[intervals.length];
        for (int layer = 0; layer < intervals.length; layer++) {
            intervals[layer] = interval(values, state, layer);
            levels[layer] = levels(state, layer);
        }
        float[] projected = values.clone();
        for (int i = 0; i < projected.length; i++) {
            projected[i] = state.mask[i] ? values[i] : 0f;
        }
        state.forEachKeptWeight(
                (layer, i) -> projected[i] = levels[layer].nearest(values[i], intervals[layer]) * intervals[layer]);
        return projected;
    }

    /** Does nothing: the steps that follow fix the weights, a share at a time. */
    @Override
    public void map(CompressionState state) {}

    /** The levels of a layer. */
    Levels levels(CompressionState state, int layer) {
        return quantisation.levels(state.architecture.layer(layer).name());
    }

    /** The best interval for the kept weights of a layer. */
    float interval(float[] values, CompressionState state, int layer) {
        int from = state.architecture.weightOffset(layer);
        int to = state.architecture.biasOffset(layer);
        float[] kept = new float[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (state.mask[i]) {
                kept[count++] = values[i];
            }
        }
        return levels(state, layer).interval(Arrays.copyOf(kept, count));
    }
}
