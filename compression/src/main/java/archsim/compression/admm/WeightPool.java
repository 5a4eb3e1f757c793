package archsim.compression.admm;

import archsim.compression.network.NetworkModel;
import archsim.compression.projection.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Layers that share a number of weights, and how many of the best are taken so far. */
final class WeightPool {

    private final List<Integer> layers;
    private final int[] places;
    private final double[] scores;
    private final Ranking ranking;
    private final int keep;
    private final int available;
    private int taken;
    private int step;
    private int lastMissing = Integer.MAX_VALUE;

    /**
     * @param scores of all weights of the layers, below 0 for those pruned before
     * @param keep live weights that may stay
     */
    WeightPool(NetworkModel architecture, List<Integer> layers, double[] scores, int keep) {
        this.layers = List.copyOf(layers);
        this.places = layers.stream()
                .flatMapToInt(i -> IntStream.range(architecture.weightOffset(i), architecture.biasOffset(i)))
                .toArray();
        this.scores = scores;
        this.ranking = new Ranking(scores);
        this.available = (int) Arrays.stream(scores).filter(score -> score >= 0).count();
        this.keep = Math.min(keep, available);
        this.taken = this.keep;
    }

    /** Sets {@code chosen} for the weights of these layers. */
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

    /** Removes the least half of the live ones that are too many. */
    boolean removeSome(boolean[] live) {
        int count = count(live);
        int excess = count - keep;
        if (excess <= 0) {
            return false;
        }
        boolean[] stay = best(i -> live[places[i]], count - (excess + 1) / 2);
        for (int i = 0; i < places.length; i++) {
            live[places[i]] = stay[i];
        }
        return true;
    }

    /**
     * Adds the best of those that are live at once.
     *
     * @param allowed weights that were not pruned before
     * @param ends by layer and weight, whether it is live if kept
     */
    void fill(boolean[] live, boolean[] allowed, boolean[][] ends) {
        int missing = keep - count(live);
        if (missing <= 0) {
            return;
        }
        boolean[] between = new boolean[places.length];
        int at = 0;
        for (int layer : layers) {
            System.arraycopy(ends[layer], 0, between, at, ends[layer].length);
            at += ends[layer].length;
        }
        boolean[] more = best(i -> between[i] && allowed[places[i]] && !live[places[i]], missing);
        for (int i = 0; i < places.length; i++) {
            live[places[i]] |= more[i];
        }
    }

    /** A condition on a weight of the pool. */
    @FunctionalInterface
    private interface Eligible {
        boolean test(int index);
    }

    private boolean[] best(Eligible eligible, int count) {
        double[] left = new double[places.length];
        int eligibles = 0;
        for (int i = 0; i < left.length; i++) {
            left[i] = eligible.test(i) ? scores[i] : -1;
            eligibles += eligible.test(i) ? 1 : 0;
        }
        return new Ranking(left).largest(Math.min(count, eligibles));
    }

    private int count(boolean[] live) {
        int count = 0;
        for (int place : places) {
            count += live[place] ? 1 : 0;
        }
        return count;
    }
}
