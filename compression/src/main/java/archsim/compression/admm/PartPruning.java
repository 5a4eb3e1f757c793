package archsim.compression.admm;

import archsim.compression.config.Groups;
import archsim.compression.config.LayerTarget;
import archsim.compression.network.Architecture;
import archsim.compression.network.LayerSpec;
import archsim.compression.projection.AlternatingProjection;
import archsim.compression.projection.ChannelProjection;
import archsim.compression.projection.ColumnFilterProjection;
import archsim.compression.projection.GroupProjection;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which weights stay when filters, channels, columns, kernels or places in groups are pruned.
 *
 * <p>Layers are projected from input to output. A column that reads a channel whose filter is gone goes too, before the
 * layer's own choice; and a filter's score counts the columns that read it, as a channel's counts the filter that writes
 * it, since they would go with it.
 */
final class PartPruning {

    private final PrunedSet set;
    private final CompressionState state;
    private final Architecture architecture;
    private final boolean[] support;

    PartPruning(PrunedSet set, CompressionState state) {
        this.set = set;
        this.state = state;
        this.architecture = state.architecture;
        this.support = state.mask.clone();
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values) {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            int offset = architecture.weightOffset(layer);
            if (layer > 0) {
                dropUnfed(layer);
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
        return support;
    }

    private Optional<boolean[]> choose(int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        LayerTarget target = set.round().layers().get(spec.name());
        return switch (set.scheme()) {
            case DENSE, NON_STRUCTURED -> Optional.empty();
            case FILTER, COLUMN, COLUMN_FILTER ->
                Optional.ofNullable(target).map(limits -> matrix(limits, layer, weights, values));
            case CHANNEL -> Optional.ofNullable(target).map(limits -> channels(limits, layer, weights, values));
            case PATTERN -> KernelPruning.support(set.round(), spec, weights, state.library);
            case NM ->
                set.round()
                        .groups()
                        .filter(groups -> PrunedSet.isNamed(groups.layers(), spec))
                        .map(groups -> inGroups(groups, spec, weights));
        };
    }

    private boolean[] matrix(LayerTarget target, int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        int filters = target.filters().orElse(spec.filters());
        int columns = target.columns().orElse(spec.columns());
        double[] readers = readersEnergy(layer, values);
        return set.method().alternates()
                ? new AlternatingProjection(filters, columns).support(weights, spec.columns(), readers)
                : new ColumnFilterProjection(filters, columns).support(weights, spec.columns(), readers);
    }

    private boolean[] channels(LayerTarget target, int layer, float[] weights, float[] values) {
        LayerSpec spec = architecture.layer(layer);
        double[] writers = new double[spec.channels()];
        for (int i = 0; layer > 0 && i < architecture.layer(layer - 1).weights(); i++) {
            int at = architecture.weightOffset(layer - 1) + i;
            double value = support[at] ? values[at] : 0;
            writers[i / architecture.layer(layer - 1).columns()] += value * value;
        }
        return new ChannelProjection(target.channels().orElse(spec.channels()))
                .support(weights, spec.columns() / spec.channels(), writers);
    }

    /** A fully connected layer has one channel a column, also where its columns come from a convolution. */
    private static boolean[] inGroups(Groups groups, LayerSpec spec, float[] weights) {
        int channels = spec.fullyConnected() ? spec.columns() : spec.channels();
        return new GroupProjection(groups.n(), groups.m()).support(weights, channels, spec.columns() / channels);
    }

    /** Squared norm of the next layer's columns that read each filter. */
    private double[] readersEnergy(int layer, float[] values) {
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

    private void dropUnfed(int layer) {
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
