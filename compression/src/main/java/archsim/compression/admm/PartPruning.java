package archsim.compression.admm;

import archsim.compression.config.Groups;
import archsim.compression.config.LayerTarget;
import archsim.compression.network.Architecture;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.Survivors;
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
 * it, since they would go with it. Where a sum has several writers, each chooses for itself, and a channel of the sum
 * goes when none of them writes it.
 */
final class PartPruning {

    private final PrunedSet set;
    private final CompressionState state;
    private final Architecture architecture;
    private final Couplings couplings;
    private boolean[] support;

    PartPruning(PrunedSet set, CompressionState state) {
        this.set = set;
        this.state = state;
        this.architecture = state.architecture;
        this.couplings = new Couplings(architecture);
        this.support = state.mask.clone();
    }

    /** Which parameters stay; biases always do. */
    boolean[] support(float[] values) {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            int offset = architecture.weightOffset(layer);
            if (layer > 0) {
                support = Survivors.live(architecture, support);
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
        return Survivors.live(architecture, support);
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
        double[] bonus = new double[spec.channels()];
        for (int writer : couplings.writers(layer)) {
            int width = architecture.layer(writer).columns();
            forEachEnergy(writer, values, (i, energy) -> bonus[i / width] += energy);
        }
        var projection = new ChannelProjection(target.channels().orElse(spec.channels()));
        return projection.support(weights, spec.columns() / spec.channels(), bonus);
    }

    /** Squared norm of the columns of other layers that read each filter. */
    private double[] readersEnergy(int layer, float[] values) {
        double[] bonus = new double[architecture.layer(layer).filters()];
        for (int reader : couplings.readers(layer)) {
            LayerSpec spec = architecture.layer(reader);
            forEachEnergy(
                    reader,
                    values,
                    (i, energy) -> bonus[spec.channelOf(i / spec.columns(), i % spec.columns())] += energy);
        }
        return bonus;
    }

    /** Hears of the square of one kept weight. */
    @FunctionalInterface
    private interface EnergyVisitor {
        void visit(int index, double energy);
    }

    private void forEachEnergy(int layer, float[] values, EnergyVisitor visitor) {
        int offset = architecture.weightOffset(layer);
        for (int i = 0; i < architecture.layer(layer).weights(); i++) {
            if (support[offset + i]) {
                visitor.visit(i, (double) values[offset + i] * values[offset + i]);
            }
        }
    }

    /** A fully connected layer has one channel a column, also where its columns come from a convolution. */
    private static boolean[] inGroups(Groups groups, LayerSpec spec, float[] weights) {
        int channels = spec.fullyConnected() ? spec.columns() : spec.channels() / spec.groups();
        return new GroupProjection(groups.n(), groups.m()).support(weights, channels, spec.columns() / channels);
    }
}
