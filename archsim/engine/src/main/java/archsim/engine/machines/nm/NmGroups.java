package archsim.engine.machines.nm;

import archsim.base.Bits;
import archsim.base.RootLocale;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.Optional;

/**
 * The groups of {@code m} weights that follow one another in each filter and hold at most {@code n}.
 *
 * <p>A last group of {@code l < m} weights has {@code min(n, l)} slots.
 *
 * @param shape of the layer
 * @param n slots of a group
 * @param m weights of a group
 * @param order of a filter's weights
 */
record NmGroups(LayerShape shape, int n, int m, Order order) {

    /** In which order the weights of a filter follow one another. */
    enum Order {
        /** {@code [c][r][s]}, as stored. */
        WEIGHTS,
        /** {@code [r][s][c]}: the input channels of a kernel offset. */
        CHANNELS
    }

    /** The groups of a layer that is not structured and has fewer slots than weights; channels first. */
    static Optional<NmGroups> of(KeptLayer layer, int n, int m) {
        if (layer.layer().scheme().isStructured()) {
            return Optional.empty();
        }
        LayerShape shape = layer.shape();
        Mask weights = layer.layer().weights();
        var channels = new NmGroups(shape, n, m, Order.CHANNELS);
        var stored = new NmGroups(shape, n, m, Order.WEIGHTS);
        boolean same = shape.r() * shape.s() == 1;
        if (channels.slotsPerFilter() < shape.weightsPerFilter()
                && (same ? stored.holdAll(weights) : channels.holdAll(weights))) {
            return Optional.of(channels);
        }
        return !same && stored.slotsPerFilter() < shape.weightsPerFilter() && stored.holdAll(weights)
                ? Optional.of(stored)
                : Optional.empty();
    }

    long slotsPerFilter() {
        return order == Order.WEIGHTS
                ? slots(shape.weightsPerFilter())
                : slots(shape.channelsPerGroup()) * shape.r() * shape.s();
    }

    private long slots(long row) {
        return row / m * n + Math.min(n, row % m);
    }

    /** Slots of a part of a row; of a group that it begins or ends within, those that so many weights can need. */
    private long slots(long from, long to) {
        long whole = Math.min(to, (from + m - 1) / m * m);
        return Math.min(n, whole - from) + slots(to - whole);
    }

    private boolean holdAll(Mask weights) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        for (int k = 0; k < shape.k(); k++) {
            if (order == Order.WEIGHTS ? !holdRow(weights, k * width, width) : !holdChannels(weights, k * width)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdRow(Mask weights, int from, int width) {
        for (int start = from; start < from + width; start += m) {
            if (weights.count(start, Math.min(start + m, from + width)) > n) {
                return false;
            }
        }
        return true;
    }

    private boolean holdChannels(Mask weights, int filter) {
        int offsets = shape.r() * shape.s();
        for (int c = 0; c < shape.channelsPerGroup(); c += m) {
            int end = Math.min(c + m, shape.channelsPerGroup());
            for (int offset = 0; offset < offsets; offset++) {
                int present = 0;
                for (int i = c; i < end; i++) {
                    present += weights.get(filter + i * offsets + offset) ? 1 : 0;
                }
                if (present > n) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Channels of which a whole number fills whole groups. */
    int channelUnit() {
        if (order == Order.CHANNELS) {
            return m;
        }
        int unit = 1;
        while (unit * shape.r() * shape.s() % m != 0) {
            unit++;
        }
        return unit;
    }

    /** Bits that tell a place in a group. */
    int placeBits() {
        return Bits.forValues(m);
    }

    String title() {
        return RootLocale.format("%d:%d along %s", n, m, order == Order.CHANNELS ? "channels" : "weights");
    }

    /** A value and a place a slot; slots that no weight needs hold zeros and count as indices. */
    WeightCode code(int weightBits) {
        return WeightCode.ofExtent(weightBits, (present, positions, block) -> {
            long offsets = (long) shape.r() * shape.s();
            long slots = order == Order.WEIGHTS
                    ? slots(block.channelFrom() * offsets, block.channelTo() * offsets)
                    : slots(block.channelFrom(), block.channelTo()) * offsets;
            return block.filters() * slots * ((long) placeBits() + weightBits) - present * weightBits;
        });
    }
}
