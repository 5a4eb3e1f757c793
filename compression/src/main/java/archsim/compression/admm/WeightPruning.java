package archsim.compression.admm;

import archsim.compression.config.LayerTarget;
import archsim.compression.config.Round;
import archsim.compression.config.Total;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.projection.LayerRanking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which single weights stay: the largest of each layer with a target, and of several layers together those that rank
 * highest by {@link LayerRanking}.
 *
 * <p>A weight is dead if its input is constant, since no kept weight leads there, or if no kept weight reads its output.
 * Dead weights do not count as kept. First more and more of the best are taken until enough of them are live; then the
 * least of the live ones go, and with them those that this leaves dead, until there are no more than allowed; what is
 * missing then is filled up with the best that are live at once. What comes out is live, and as much as is allowed if
 * the network has that much.
 */
final class WeightPruning {

    private final CompressionState state;
    private final NetworkModel architecture;
    private final Round round;

    WeightPruning(Round round, CompressionState state) {
        this.round = round;
        this.state = state;
        this.architecture = state.architecture;
    }

    /** Which parameters stay; biases of live filters do. */
    boolean[] support(float[] values) {
        List<WeightPool> pools = pools(values);
        boolean[] live = live(taken(pools));
        while (takeMore(pools, live)) {
            live = live(taken(pools));
        }
        while (removeSome(pools, live)) {
            live = live(live);
        }
        boolean[][] ends = new ReachableWeights(architecture, live).ofLayers();
        for (WeightPool pool : pools) {
            pool.fill(live, state.mask, ends);
        }
        return live;
    }

    private static boolean takeMore(List<WeightPool> pools, boolean[] live) {
        boolean more = false;
        for (WeightPool pool : pools) {
            more |= pool.takeMore(live);
        }
        return more;
    }

    private static boolean removeSome(List<WeightPool> pools, boolean[] live) {
        boolean removed = false;
        for (WeightPool pool : pools) {
            removed |= pool.removeSome(live);
        }
        return removed;
    }

    private List<WeightPool> pools(float[] values) {
        var pools = new ArrayList<WeightPool>();
        var shared = new ArrayList<Integer>();
        int sharedWeights = 0;
        for (int i = 0; i < architecture.depth(); i++) {
            LayerSpec spec = architecture.layer(i);
            LayerTarget target = round.layers().get(spec.name());
            if (target != null) {
                pools.add(new WeightPool(
                        architecture,
                        List.of(i),
                        magnitudes(values, i),
                        target.keep().getAsInt()));
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
            pools.add(new WeightPool(architecture, shared, scores, total.keepOf(sharedWeights)));
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

    private boolean[] taken(List<WeightPool> pools) {
        boolean[] chosen = state.mask.clone();
        pools.forEach(pool -> pool.mark(chosen));
        return chosen;
    }

    private boolean[] live(boolean[] chosen) {
        return LiveChannels.live(architecture, chosen);
    }
}
