package archsim.compression.admm;

import archsim.compression.config.Method;
import archsim.compression.config.Round;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Networks that keep no more than one round allows.
 *
 * @param round whose targets limit the layers
 * @param scheme of the round
 * @param method that says how weights are ranked
 */
record PrunedSet(Round round, Scheme scheme, Method method) implements WeightSet {

    @Override
    public boolean constrains(LayerSpec layer) {
        boolean shares =
                round.total().filter(total -> isNamed(total.layers(), layer)).isPresent();
        boolean grouped =
                round.groups().filter(groups -> isNamed(groups.layers(), layer)).isPresent();
        boolean inBlocks =
                round.blocks().filter(blocks -> isNamed(blocks.layers(), layer)).isPresent();
        boolean targeted = round.layers().containsKey(layer.name());
        return targeted || shares || grouped || inBlocks || KernelPruning.hasPatterns(round, layer);
    }

    static boolean isNamed(Optional<List<String>> names, LayerSpec layer) {
        return names.map(list -> list.contains(layer.name())).orElse(true);
    }

    @Override
    public void begin(CompressionState state) {
        Arrays.fill(state.importance, 1f);
        if (method.byFisher()) {
            weighGradients(state);
        }
        advance(state, state.parameters, 0);
    }

    /** {@code v^(1/4)} for Adam's mean squared gradient {@code v}; 1 where no gradient was ever seen in all of them. */
    private static void weighGradients(CompressionState state) {
        boolean[] seen = {false};
        state.forEachKeptWeight((layer, i) -> seen[0] |= state.variance[i] > 0);
        if (seen[0]) {
            state.forEachKeptWeight(
                    (layer, i) -> state.importance[i] = (float) StrictMath.sqrt(StrictMath.sqrt(state.variance[i])));
        }
    }

    @Override
    public void advance(CompressionState state, float[] target, double done) {
        if (scheme == Scheme.PATTERN) {
            KernelPruning.shrinkLibrary(round, state, target, done);
        }
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
        advance(state, state.parameters, 1);
        state.prune(LiveChannels.of(state.architecture, support(state.parameters, state)));
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values, CompressionState state) {
        float[] ranked = values.clone();
        state.forEachKeptWeight((layer, i) -> ranked[i] *= state.importance[i]);
        return scheme == Scheme.NON_STRUCTURED
                ? new WeightPruning(round, state).support(ranked)
                : new PartPruning(this, state).support(ranked);
    }
}
