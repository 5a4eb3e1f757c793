package archsim.compression.admm;

import archsim.compression.config.Quantisation;
import archsim.compression.config.Training;
import archsim.compression.network.LiveChannels;
import archsim.compression.projection.Levels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fixes a share of each layer's weights at their levels, the nearest first, and retrains the others.
 *
 * <p>The first such stage chooses the intervals; they stand from then on.
 */
record FixingStage(String name, QuantisedSet set, Quantisation.Step step) implements Stage {

    @Override
    public Training training() {
        return step.retraining();
    }

    @Override
    public boolean averages() {
        return true;
    }

    @Override
    public void begin(CompressionState state) {
        state.resetOptimiser();
        state.rho = 0;
        state.residual = Double.NaN;
        for (int layer = 0; layer < state.architecture.depth(); layer++) {
            if (state.intervals[layer] == 0) {
                state.intervals[layer] = set.interval(state.parameters, state, layer);
            }
        }
        fix(state);
    }

    private void fix(CompressionState state) {
        var free = new ArrayList<List<Integer>>();
        int[] kept = new int[state.architecture.depth()];
        state.architecture.layers().forEach(layer -> free.add(new ArrayList<>()));
        state.forEachKeptWeight((layer, i) -> {
            kept[layer]++;
            if (!state.fixed[i]) {
                free.get(layer).add(i);
            }
        });
        boolean[] pruned = {false};
        for (int layer = 0; layer < kept.length; layer++) {
            float interval = state.intervals[layer];
            Levels levels = set.levels(state, layer);
            int fixed = kept[layer] - free.get(layer).size();
            int wanted = (int) Math.ceil(step.share() * kept[layer]) - fixed;
            free.get(layer).stream()
                    .sorted(Comparator.comparingDouble((Integer i) -> distance(state.parameters[i], interval, levels))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(Math.max(0, wanted))
                    .forEach(i -> {
                        int level = levels.nearest(state.parameters[i], interval);
                        state.parameters[i] = level * interval;
                        state.fixed[i] = true;
                        state.mask[i] = level != 0 || !set.prunesZeros();
                        pruned[0] |= !state.mask[i];
                    });
        }
        if (pruned[0]) {
            state.prune(LiveChannels.of(state.architecture, state.mask));
        }
    }

    private static double distance(float value, float interval, Levels levels) {
        return Math.abs((double) value - (double) levels.nearest(value, interval) * interval);
    }
}
