package archsim.compression.admm;

import archsim.compression.config.LayerTarget;
import archsim.compression.network.Architecture;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.Survivors;
import archsim.compression.projection.ColumnFilterProjection;
import archsim.compression.projection.SparsityProjection;
import java.util.Arrays;
import java.util.Map;

/**
 * Networks that keep no more of each layer than its target allows.
 *
 * <p>Layers are projected from input to output. A column that reads a channel whose filter is gone goes too, before the
 * layer's own choice; and a filter's score counts the columns that read it, since they would go with it.
 *
 * @param targets by layer
 */
record PrunedSet(Map<String, LayerTarget> targets) implements WeightSet {

    PrunedSet {
        targets = Map.copyOf(targets);
    }

    @Override
    public float[] project(float[] values, CompressionState state) {
        boolean[] support = support(values, state);
        float[] projected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            projected[i] = support[i] ? values[i] : 0f;
        }
        return projected;
    }

    @Override
    public void map(CompressionState state) {
        state.prune(Survivors.of(state.architecture, support(state.parameters, state)));
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values, CompressionState state) {
        Architecture architecture = state.architecture;
        boolean[] support = state.mask.clone();
        for (int layer = 0; layer < architecture.depth(); layer++) {
            int offset = architecture.weightOffset(layer);
            if (layer > 0) {
                dropUnfed(architecture, layer, support);
            }
            float[] weights = Arrays.copyOfRange(values, offset, architecture.biasOffset(layer));
            for (int i = 0; i < weights.length; i++) {
                weights[i] = support[offset + i] ? weights[i] : 0f;
            }
            boolean[] chosen = choose(architecture, layer, weights, values, support);
            for (int i = 0; i < weights.length; i++) {
                support[offset + i] &= chosen[i];
            }
        }
        return support;
    }

    private boolean[] choose(Architecture architecture, int layer, float[] weights, float[] values, boolean[] support) {
        LayerSpec spec = architecture.layer(layer);
        LayerTarget target = targets.get(spec.name());
        if (target == null) {
            boolean[] all = new boolean[weights.length];
            Arrays.fill(all, true);
            return all;
        }
        if (target.keep().isPresent()) {
            return new SparsityProjection(target.keep().getAsInt()).support(weights);
        }
        var projection = new ColumnFilterProjection(
                target.filters().orElse(spec.filters()), target.columns().orElse(spec.columns()));
        return projection.support(weights, spec.columns(), readersEnergy(architecture, layer, values, support));
    }

    /** Squared norm of the next layer's columns that read each filter. */
    private static double[] readersEnergy(Architecture architecture, int layer, float[] values, boolean[] support) {
        double[] energy = new double[architecture.layer(layer).filters()];
        if (layer + 1 < architecture.depth()) {
            LayerSpec next = architecture.layer(layer + 1);
            int offset = architecture.weightOffset(layer + 1);
            for (int i = 0; i < next.weights(); i++) {
                float value = support[offset + i] ? values[offset + i] : 0f;
                energy[next.channelOf(i % next.columns())] += (double) value * value;
            }
        }
        return energy;
    }

    private static void dropUnfed(Architecture architecture, int layer, boolean[] support) {
        LayerSpec before = architecture.layer(layer - 1);
        boolean[] alive = new boolean[before.filters()];
        for (int i = 0; i < before.weights(); i++) {
            alive[i / before.columns()] |= support[architecture.weightOffset(layer - 1) + i];
        }
        LayerSpec spec = architecture.layer(layer);
        for (int i = 0; i < spec.weights(); i++) {
            support[architecture.weightOffset(layer) + i] &= alive[spec.channelOf(i % spec.columns())];
        }
    }
}
