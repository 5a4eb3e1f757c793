package archsim.compression.admm;

import archsim.compression.config.LayerTarget;
import archsim.compression.config.Round;
import archsim.compression.config.Total;
import archsim.compression.network.Architecture;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.Survivors;
import archsim.compression.projection.LayerRanking;
import archsim.compression.projection.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which single weights stay: the largest of each layer with a target, and of several layers together those that rank
 * highest by {@link LayerRanking}.
 *
 * <p>A weight is dead if its input is constant, since no kept weight leads there, or if no kept weight reads its output.
 * Dead weights do not count as kept: the next best are taken in addition until enough live ones are found or none is
 * left. What comes out is live and no more than allowed.
 */
final class WeightPruning {

    private final CompressionState state;
    private final Architecture architecture;
    private final Round round;

    WeightPruning(Round round, CompressionState state) {
        this.round = round;
        this.state = state;
        this.architecture = state.architecture;
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values) {
        List<Pool> pools = pools(values);
        boolean changed = true;
        boolean[] live = state.mask;
        while (changed) {
            live = live(pools);
            changed = false;
            for (Pool pool : pools) {
                changed |= pool.takeMore(live);
            }
        }
        for (Pool pool : pools) {
            pool.trim(live);
        }
        return live(live);
    }

    private List<Pool> pools(float[] values) {
        var pools = new ArrayList<Pool>();
        var shared = new ArrayList<Integer>();
        int sharedWeights = 0;
        for (int i = 0; i < architecture.depth(); i++) {
            LayerSpec spec = architecture.layer(i);
            LayerTarget target = round.layers().get(spec.name());
            if (target != null) {
                pools.add(new Pool(
                        List.of(i), magnitudes(values, i), target.keep().getAsInt()));
            } else if (round.total().isPresent()
                    && PrunedSet.isNamed(round.total().get().layers(), spec)) {
                shared.add(i);
                sharedWeights += spec.weights();
            }
        }
        if (!shared.isEmpty()) {
            Total total = round.total().orElseThrow();
            double[] scores = shared.stream()
                    .map(i -> scores(values, i))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            pools.add(new Pool(shared, scores, total.keepOf(sharedWeights)));
        }
        return pools;
    }

    private double[] magnitudes(float[] values, int layer) {
        int offset = architecture.weightOffset(layer);
        double[] magnitudes = new double[architecture.layer(layer).weights()];
        Arrays.setAll(magnitudes, i -> state.mask[offset + i] ? Math.abs(values[offset + i]) : -1);
        return magnitudes;
    }

    private double[] scores(float[] values, int layer) {
        int offset = architecture.weightOffset(layer);
        float[] kept = new float[architecture.layer(layer).weights()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = state.mask[offset + i] ? values[offset + i] : 0f;
        }
        double[] scores = LayerRanking.scores(kept);
        Arrays.setAll(scores, i -> state.mask[offset + i] ? scores[i] : -1);
        return scores;
    }

    private boolean[] live(List<Pool> pools) {
        boolean[] chosen = state.mask.clone();
        pools.forEach(pool -> pool.mark(chosen));
        return live(chosen);
    }

    private boolean[] live(boolean[] chosen) {
        return Survivors.live(architecture, chosen);
    }

    /** Layers that share a number of weights. */
    private final class Pool {

        private final int[] places;
        private final Ranking ranking;
        private final int keep;
        private final int available;
        private int taken;
        private int step;
        private int lastMissing = Integer.MAX_VALUE;

        /** @param scores of all weights of the layers, below 0 for those pruned before */
        Pool(List<Integer> layers, double[] scores, int keep) {
            this.places = layers.stream()
                    .flatMapToInt(i ->
                            java.util.stream.IntStream.range(architecture.weightOffset(i), architecture.biasOffset(i)))
                    .toArray();
            this.ranking = new Ranking(scores);
            this.available =
                    (int) Arrays.stream(scores).filter(score -> score >= 0).count();
            this.keep = Math.min(keep, available);
            this.taken = this.keep;
        }

        void mark(boolean[] chosen) {
            boolean[] largest = ranking.largest(taken);
            for (int i = 0; i < places.length; i++) {
                chosen[places[i]] = largest[i];
            }
        }

        /** Takes more if live ones are missing, ever more while that does not help. */
        boolean takeMore(boolean[] live) {
            int missing = keep - count(live);
            step = missing < lastMissing ? Math.max(1, missing) : 2 * step;
            lastMissing = missing;
            int more = missing > 0 ? Math.min(available - taken, step) : 0;
            taken += more;
            return more > 0;
        }

        /** Leaves the best {@code keep} of those that are live. */
        void trim(boolean[] live) {
            int least = 0;
            int most = taken;
            while (least < most) {
                int middle = (least + most + 1) >>> 1;
                if (count(both(live, middle)) <= keep) {
                    least = middle;
                } else {
                    most = middle - 1;
                }
            }
            boolean[] kept = both(live, least);
            for (int place : places) {
                live[place] = kept[place];
            }
        }

        private boolean[] both(boolean[] live, int largest) {
            boolean[] chosen = live.clone();
            boolean[] kept = ranking.largest(largest);
            for (int i = 0; i < places.length; i++) {
                chosen[places[i]] &= kept[i];
            }
            return chosen;
        }

        private int count(boolean[] live) {
            int count = 0;
            for (int place : places) {
                count += live[place] ? 1 : 0;
            }
            return count;
        }
    }
}
