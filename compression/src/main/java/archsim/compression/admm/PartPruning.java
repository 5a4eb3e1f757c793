package archsim.compression.admm;

import archsim.compression.config.Blocks;
import archsim.compression.config.Groups;
import archsim.compression.config.LayerTarget;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.SharedChannels;
import archsim.compression.projection.AlternatingProjection;
import archsim.compression.projection.ChannelProjection;
import archsim.compression.projection.ColumnFilterProjection;
import archsim.compression.projection.GroupProjection;
import archsim.workloads.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Which weights stay when filters, channels, columns, kernels or places in groups are pruned.
 *
 * <p>Layers are projected from input to output. A column that reads a channel whose filter is gone goes too, before the
 * layer's own choice. Layers that share channels, such as all that write into one residual stream, take one choice of
 * them, at the turn of the first that names a count; the others follow, with a count of their own or without one. A
 * channel's score is what would go with it: the squared norms of the filters that write it and of the columns that read
 * it, each weight counted once. So where no other choice cuts into them, the channels are those of the closest network.
 * A layer that writes the channels that it reads, but is not depthwise, is the exception: two channels that both go take
 * one weight of it twice.
 */
final class PartPruning {

    private final PrunedSet set;
    private final CompressionState state;
    private final NetworkModel architecture;
    private final List<SharedChannels> groups;
    private boolean[] support;

    PartPruning(PrunedSet set, CompressionState state) {
        this.set = set;
        this.state = state;
        this.architecture = state.architecture;
        this.groups = SharedChannels.of(architecture);
        this.support = state.mask.clone();
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values) {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            int offset = architecture.weightOffset(layer);
            if (layer > 0) {
                support = LiveChannels.live(architecture, support);
            }
            float[] weights = Arrays.copyOfRange(values, offset, architecture.biasOffset(layer));
            for (int i = 0; i < weights.length; i++) {
                weights[i] = support[offset + i] ? weights[i] : 0f;
            }
            Optional<boolean[]> chosen = choose(layer, weights, values);
            for (int i = 0; i < weights.length && chosen.isPresent(); i++) {
                support[offset + i] &= chosen.get()[i];
            }
        }
        return LiveChannels.live(architecture, support);
    }

    private Optional<boolean[]> choose(int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        LayerTarget target = set.round().layers().get(spec.name());
        return switch (set.scheme()) {
            case DENSE, NON_STRUCTURED -> Optional.empty();
            case FILTER, COLUMN, COLUMN_FILTER ->
                Optional.ofNullable(target).map(limits -> matrix(limits, layer, weights, values));
            case CHANNEL -> Optional.ofNullable(target).flatMap(limits -> channels(layer, weights, values));
            case PATTERN -> KernelPruning.support(set.round(), spec, weights, state.library);
            case NM ->
                set.round()
                        .groups()
                        .filter(groups -> PrunedSet.isNamed(groups.layers(), spec))
                        .map(groups -> inGroups(groups, spec, weights));
            case BLOCK ->
                set.round()
                        .blocks()
                        .filter(blocks -> PrunedSet.isNamed(blocks.layers(), spec))
                        .map(blocks -> inBlocks(blocks, spec, weights));
        };
    }

    private boolean[] matrix(LayerTarget target, int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        SharedChannels shared = groupOf(group -> group.isWrittenBy(layer));
        OptionalInt limit = limit(layer, shared.writers(), LayerTarget::filters);
        int filters = limit.orElse(spec.filters());
        int columns = target.columns().orElse(spec.columns());
        var choice = new SharedChoice(architecture, shared, support);
        double[] others = choice.energyBesideFilters(layer, values);
        boolean[] chosen = set.method().alternates()
                ? new AlternatingProjection(filters, columns).support(weights, spec.columns(), others)
                : new ColumnFilterProjection(filters, columns).support(weights, spec.columns(), others);
        if (limit.isPresent()) {
            boolean[] kept = chosenParts(chosen, spec.filters(), i -> i / spec.columns());
            choice.drop(filter -> !kept[filter]);
        }
        return chosen;
    }

    private Optional<boolean[]> channels(int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        SharedChannels shared = groupOf(group -> group.isReadBy(layer));
        OptionalInt limit = limit(layer, shared.readers(), LayerTarget::channels);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        var choice = new SharedChoice(architecture, shared, support);
        double[] others = choice.energyBesideChannels(layer, values);
        int taps = spec.columns() / spec.channels();
        boolean[] chosen = new ChannelProjection(limit.getAsInt()).support(weights, taps, others);
        boolean[] kept = chosenParts(chosen, spec.channels(), i -> i / taps % spec.channels());
        choice.drop(channel -> !kept[channel]);
        return Optional.of(chosen);
    }

    private SharedChannels groupOf(Predicate<SharedChannels> condition) {
        return groups.stream().filter(condition).findFirst().orElseThrow();
    }

    /**
     * The count of a group, at the turn of the first member that names one; empty at others' turns. Members name the same
     * count, but for rounds of a search, where one that also limits columns falls behind: then it is the least.
     */
    private OptionalInt limit(int layer, List<Integer> members, Function<LayerTarget, OptionalInt> count) {
        int[] naming = members.stream()
                .filter(member -> countOf(member, count).isPresent())
                .mapToInt(Integer::intValue)
                .toArray();
        return naming.length == 0 || naming[0] != layer
                ? OptionalInt.empty()
                : Arrays.stream(naming)
                        .map(member -> countOf(member, count).getAsInt())
                        .min();
    }

    private OptionalInt countOf(int layer, Function<LayerTarget, OptionalInt> count) {
        LayerTarget target = set.round().layers().get(architecture.layer(layer).name());
        return target == null ? OptionalInt.empty() : count.apply(target);
    }

    private static boolean[] chosenParts(boolean[] chosen, int parts, IntUnaryOperator partOf) {
        boolean[] kept = new boolean[parts];
        for (int i = 0; i < chosen.length; i++) {
            kept[partOf.applyAsInt(i)] |= chosen[i];
        }
        return kept;
    }

    private static boolean[] inBlocks(Blocks blocks, LayerSpec spec, float[] weights) {
        float[] magnitudes = weights.clone();
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(magnitudes[i]);
        }
        Mask kept = new archsim.workloads.pruning.Blocks(blocks.pattern(), blocks.allRate())
                .project(magnitudes, spec.shape(), false);
        boolean[] support = new boolean[weights.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = kept.get(i);
        }
        return support;
    }

    /** A fully connected layer has one channel a column, also where its columns come from a convolution. */
    private static boolean[] inGroups(Groups groups, LayerSpec spec, float[] weights) {
        int channels = spec.fullyConnected() ? spec.columns() : spec.channels() / spec.groups();
        return new GroupProjection(groups.n(), groups.m()).support(weights, channels, spec.columns() / channels);
    }
}
