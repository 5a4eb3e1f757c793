package archsim.compression.admm;

import archsim.compression.projection.Levels;

/**
 * Networks whose kept weights lie on a grid of levels, each layer with the interval that suits it best.
 *
 * @param levels of every layer
 */
record QuantisedSet(Levels levels) implements WeightSet {

    @Override
    public float[] project(float[] values, CompressionState state) {
        float[] intervals = new float[state.architecture.depth()];
        for (int layer = 0; layer < intervals.length; layer++) {
            intervals[layer] = interval(values, state, layer);
        }
        float[] projected = values.clone();
        for (int i = 0; i < projected.length; i++) {
            projected[i] = state.mask[i] ? values[i] : 0f;
        }
        state.forEachKeptWeight(
                (layer, i) -> projected[i] = levels.nearest(values[i], intervals[layer]) * intervals[layer]);
        return projected;
    }

    /** Does nothing: the steps that follow fix the weights, a share at a time. */
    @Override
    public void map(CompressionState state) {}

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
        return levels.interval(java.util.Arrays.copyOf(kept, count));
    }
}
