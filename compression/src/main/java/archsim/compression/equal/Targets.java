package archsim.compression.equal;

import archsim.compression.config.LayerTarget;
import archsim.compression.config.Round;
import archsim.compression.config.Total;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.SharedChannels;
import archsim.compression.projection.LayerRanking;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a rate means to each layer, by one rule for all schemes: a layer keeps as many of the weights as it has among those of
 * all pruned layers that rank highest by {@link LayerRanking}.
 *
 * <p>Non-structured pruning ranks anew at every step of ADMM. Structured pruning takes the shares that the dense network has,
 * and cuts rows and columns alike as far as it may: columns that read filters which are gone are gone, filters that others
 * share have one count, and the classes stay.
 */
final class Targets {

    private final NetworkModel network;
    private final List<String> layers;
    /** {@code [layer][weight]} of the dense network. */
    private final List<float[]> dense;

    /**
     * @param layers that may be pruned, by name
     * @param dense weights of all layers, in the network's order
     */
    Targets(NetworkModel network, List<String> layers, List<float[]> dense) {
        this.network = network;
        this.layers = List.copyOf(layers);
        this.dense = List.copyOf(dense);
    }

    /** A round of pruning to {@code rate}, at least 1. */
    Round round(Scheme scheme, double rate, PruningRound part) {
        boolean single = scheme == Scheme.NON_STRUCTURED;
        var total = new Total(OptionalInt.empty(), OptionalDouble.of(rate), Optional.of(layers));
        return new Round(
                single ? Map.of() : matrices(rate),
                part.admm(),
                part.retraining(),
                Optional.empty(),
                single ? Optional.of(total) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Weights that each layer keeps at {@code rate}: at least one, all where it is not pruned. */
    int[] kept(double rate) {
        double[][] scores = IntStream.range(0, network.depth())
                .mapToObj(layer -> isPruned(layer) ? LayerRanking.scores(dense.get(layer)) : new double[0])
                .toArray(double[][]::new);
        double[] ranked =
                Stream.of(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
        double least = ranked[ranked.length - (int) Math.max(1, Math.round(ranked.length / rate))];
        return IntStream.range(0, scores.length)
                .map(layer -> isPruned(layer)
                        ? (int) Arrays.stream(scores[layer])
                                .filter(score -> score >= least)
                                .count()
                        : network.layer(layer).weights())
                .toArray();
    }

    private boolean isPruned(int layer) {
        return layers.contains(network.layer(layer).name());
    }

    private Map<String, LayerTarget> matrices(double rate) {
        int[] kept = kept(rate);
        List<SharedChannels> groups = SharedChannels.of(network);
        double[] left = new double[groups.size()];
        var targets = new LinkedHashMap<String, LayerTarget>();
        for (int layer = 0; layer < kept.length; layer++) {
            LayerSpec spec = network.layer(layer);
            int at = layer;
            int reads = indexOf(groups, group -> group.isReadBy(at));
            int writes = indexOf(groups, group -> group.isWrittenBy(at));
            double live = spec.columns() * (left[reads] == 0 || spec.groups() > 1 ? 1 : left[reads]);
            boolean free = left[writes] == 0 && isPruned(layer) && layer < kept.length - 1 && spec.groups() == 1;
            double side = Math.sqrt((double) kept[layer] / spec.weights());
            int rows = free
                    ? least(kept[layer] / Math.min(live, side * spec.columns()), spec.filters())
                    : (int) Math.round(spec.filters() * (left[writes] == 0 ? 1 : left[writes]));
            left[writes] = (double) rows / spec.filters();
            if (isPruned(layer) && spec.groups() == 1) {
                int columns = least((double) kept[layer] / rows, (int) Math.max(1, Math.round(live)));
                targets.put(spec.name(), target(free, rows, columns, spec));
            }
        }
        return targets;
    }

    private static int indexOf(List<SharedChannels> groups, Predicate<SharedChannels> condition) {
        return IntStream.range(0, groups.size())
                .filter(group -> condition.test(groups.get(group)))
                .findFirst()
                .orElseThrow();
    }

    private static LayerTarget target(boolean free, int rows, int columns, LayerSpec spec) {
        return new LayerTarget(
                OptionalInt.empty(),
                free && rows < spec.filters() ? OptionalInt.of(rows) : OptionalInt.empty(),
                OptionalInt.of(columns),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    /** {@code count} rounded, at least 1 and at most {@code all}. */
    private static int least(double count, int all) {
        return (int) Math.max(1, Math.min(all, Math.round(count)));
    }
}
