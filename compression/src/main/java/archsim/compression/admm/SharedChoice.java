package archsim.compression.admm;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.SharedChannels;
import java.util.function.IntPredicate;

/**
 * One choice among shared channels: what each is worth to other layers, and what goes with it.
 *
 * <p>A weight goes with the channel that its filter writes and with the channel that it reads, as far as these are
 * shared; in a depthwise layer both are one.
 */
final class SharedChoice {

    private final NetworkModel architecture;
    private final SharedChannels shared;
    private final boolean[] support;

    /** @param support which parameters are kept so far; changed by {@link #drop} */
    SharedChoice(NetworkModel architecture, SharedChannels shared, boolean[] support) {
        this.architecture = architecture;
        this.shared = shared;
        this.support = support;
    }

    /** By channel the squares of the kept weights that go with it, without the filters of {@code layer}. */
    double[] energyBesideFilters(int layer, float[] values) {
        double[] energy = new double[architecture.layer(layer).filters()];
        forEachKept((at, i, filter, channel) -> {
            double square = (double) values[i] * values[i];
            if (at.writes && at.layer != layer) {
                energy[filter] += square;
            }
            if (at.reads && !(at.writes && filter == channel)) {
                energy[channel] += square;
            }
        });
        return energy;
    }

    /** By channel the squares of the kept weights that go with it, without the channels that {@code layer} reads. */
    double[] energyBesideChannels(int layer, float[] values) {
        double[] energy = new double[architecture.layer(layer).channels()];
        forEachKept((at, i, filter, channel) -> {
            double square = (double) values[i] * values[i];
            if (at.reads && at.layer != layer) {
                energy[channel] += square;
            }
            if (at.writes && !(at.reads && filter == channel)) {
                energy[filter] += square;
            }
        });
        return energy;
    }

    /** Drops the filters that write channels that are {@code gone}, and the columns that read them. */
    void drop(IntPredicate gone) {
        forEachKept((at, i, filter, channel) -> {
            boolean unwritten = at.writes && gone.test(filter);
            boolean unread = at.reads && gone.test(channel);
            support[i] = !unwritten && !unread;
        });
    }

    private record Member(int layer, boolean writes, boolean reads) {}

    /** Hears of one kept weight: whose it is, its place among the parameters, its filter and the channel it reads. */
    @FunctionalInterface
    private interface WeightVisitor {
        void visit(Member at, int index, int filter, int channel);
    }

    private void forEachKept(WeightVisitor visitor) {
        for (int layer : shared.layers()) {
            var member = new Member(layer, shared.isWrittenBy(layer), shared.isReadBy(layer));
            LayerSpec spec = architecture.layer(layer);
            int offset = architecture.weightOffset(layer);
            for (int i = 0; i < spec.weights(); i++) {
                if (support[offset + i]) {
                    int filter = i / spec.columns();
                    visitor.visit(member, offset + i, filter, spec.channelOf(filter, i % spec.columns()));
                }
            }
        }
    }
}
