package archsim.compression.network;

import archsim.base.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The filters, columns and channels that still carry a signal from the images to the logits.
 *
 * <p>A filter without weights writes nothing (its bias and its normalisation are dropped), so the columns that read its
 * channel go; a filter that no column reads goes too. Channels are followed through normalisation, ReLU, pooling and
 * dropout; a sum lives while one of its terms does. All rules are applied until nothing changes. The filters of the last
 * layer always stay. Immutable.
 */
public final class LiveChannels {

    private final NetworkModel architecture;
    private final boolean[] mask;
    /** By node and channel: whether it is written and read. */
    private final boolean[][] live;
    /** By layer, {@code [group][column]}. */
    private final boolean[][] columns;

    private LiveChannels(NetworkModel architecture, boolean[] mask) {
        this.architecture = architecture;
        this.mask = mask.clone();
        this.live = architecture.nodes().stream()
                .map(node -> filled(node.extent().channels()))
                .toArray(boolean[][]::new);
        this.columns = architecture.layers().stream()
                .map(layer -> filled(layer.groups() * layer.columns()))
                .toArray(boolean[][]::new);
    }

    /**
     * What survives when only the weights in {@code mask} are kept.
     *
     * @param mask one entry a parameter; only those of weights are read
     * @throws InvalidInputException if no path is left, which only the counts asked for can cause
     */
    public static LiveChannels of(NetworkModel architecture, boolean[] mask) {
        var survivors = new LiveChannels(architecture, mask);
        survivors.dropDead();
        survivors.requirePath();
        return survivors;
    }

    /** The {@link #mask()} of what survives, which may be nothing at all. */
    public static boolean[] live(NetworkModel architecture, boolean[] mask) {
        var survivors = new LiveChannels(architecture, mask);
        survivors.dropDead();
        return survivors.mask;
    }

    private void dropDead() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int place = 1; place < live.length; place++) {
                changed |= dropUnfed(place);
            }
            for (int place = live.length - 2; place > 0; place--) {
                changed |= dropUnread(place);
            }
        }
        clean();
    }

    private static boolean[] filled(int length) {
        boolean[] all = new boolean[length];
        Arrays.fill(all, true);
        return all;
    }

    private boolean dropUnfed(int place) {
        Node node = architecture.nodes().get(place);
        if (node instanceof Node.Linear weighted) {
            boolean columnsChanged = dropColumns(place, weighted);
            boolean filtersChanged = place < live.length - 1 && dropFilters(place, weighted);
            return columnsChanged || filtersChanged;
        }
        boolean[] fed = new boolean[live[place].length];
        for (int in = 0; in < node.carriers(); in++) {
            boolean[] from = live[node.inputs().get(in)];
            for (int channel = 0; channel < from.length; channel++) {
                fed[node.into(in, channel)] |= from[channel];
            }
        }
        return narrow(place, fed);
    }

    /** Whether some of the live channels of a node are not in {@code kept}; they die. */
    private boolean narrow(int place, boolean[] kept) {
        boolean[] left = and(live[place], kept);
        boolean changed = !Arrays.equals(left, live[place]);
        live[place] = left;
        return changed;
    }

    private boolean dropColumns(int place, Node.Linear weighted) {
        LayerSpec spec = weighted.spec();
        int layer = architecture.layerAt(place);
        boolean[] carried = new boolean[columns[layer].length];
        int weight = architecture.weightOffset(layer);
        for (int filter = 0; filter < spec.filters(); filter++) {
            int first = spec.groupOf(filter) * spec.columns();
            for (int column = 0; column < spec.columns(); column++, weight++) {
                carried[first + column] |=
                        live[place][filter] && mask[weight] && live[weighted.input()][spec.channelOf(filter, column)];
            }
        }
        boolean changed = !Arrays.equals(columns[layer], and(columns[layer], carried));
        columns[layer] = and(columns[layer], carried);
        return changed;
    }

    private static boolean[] and(boolean[] a, boolean[] b) {
        boolean[] both = new boolean[a.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = a[i] && b[i];
        }
        return both;
    }

    private boolean dropFilters(int place, Node.Linear weighted) {
        LayerSpec spec = weighted.spec();
        int layer = architecture.layerAt(place);
        boolean changed = false;
        for (int filter = 0; filter < spec.filters(); filter++) {
            if (live[place][filter] && !hasWeight(layer, filter)) {
                live[place][filter] = false;
                changed = true;
            }
        }
        return changed;
    }

    private boolean hasWeight(int layer, int filter) {
        LayerSpec spec = architecture.layer(layer);
        int offset = architecture.weightOffset(layer) + filter * spec.columns();
        int first = spec.groupOf(filter) * spec.columns();
        for (int column = 0; column < spec.columns(); column++) {
            if (mask[offset + column] && columns[layer][first + column]) {
                return true;
            }
        }
        return false;
    }

    private boolean dropUnread(int place) {
        if (sharesItsInput(architecture.nodes().get(place))) {
            return false;
        }
        boolean[] read = new boolean[live[place].length];
        for (int reader : architecture.readers(place)) {
            Node node = architecture.nodes().get(reader);
            if (node instanceof Node.Linear weighted) {
                markRead(reader, weighted.spec(), read);
            } else {
                int in = node.inputs().indexOf(place);
                for (int channel = 0; channel < read.length; channel++) {
                    read[channel] |= live[reader][node.into(in, channel)];
                }
            }
        }
        return narrow(place, read);
    }

    /** A node that works channel by channel keeps its input's channels, which it cannot drop if others read them. */
    private boolean sharesItsInput(Node node) {
        boolean byChannel = node instanceof Node.BatchNorm
                || node instanceof Node.Relu
                || node instanceof Node.Pool
                || node instanceof Node.Dropout;
        return byChannel && architecture.readers(node.inputs().get(0)).size() > 1;
    }

    private void markRead(int reader, LayerSpec spec, boolean[] read) {
        boolean[] carried = columns[architecture.layerAt(reader)];
        int channelsOfGroup = spec.channels() / spec.groups();
        for (int i = 0; i < carried.length; i++) {
            int group = i / spec.columns();
            read[group * channelsOfGroup + spec.channelOf(i % spec.columns())] |= carried[i];
        }
    }

    private void clean() {
        for (int place = 0; place < live.length; place++) {
            Node node = architecture.nodes().get(place);
            int offset = architecture.offset(place);
            int channels = live[place].length;
            int shared = node.parameters();
            if (node instanceof Node.Linear weighted) {
                cleanWeights(place, weighted.spec());
                offset += weighted.spec().weights();
                shared = channels;
            }
            for (int i = 0; i < shared; i++) {
                mask[offset + i] = live[place][i % channels];
            }
        }
    }

    private void cleanWeights(int place, LayerSpec spec) {
        int layer = architecture.layerAt(place);
        int weight = architecture.weightOffset(layer);
        for (int filter = 0; filter < spec.filters(); filter++) {
            int first = spec.groupOf(filter) * spec.columns();
            for (int column = 0; column < spec.columns(); column++, weight++) {
                mask[weight] &= live[place][filter] && columns[layer][first + column];
            }
        }
    }

    private void requirePath() {
        if (kept(architecture.depth() - 1) > 0) {
            return;
        }
        for (int layer = 0; layer < architecture.depth(); layer++) {
            if (kept(layer) == 0) {
                throw InvalidInputException.of(
                        "configuration",
                        "the kept counts leave no path through layer %s",
                        architecture.layer(layer).name());
            }
        }
    }

    /** One entry a parameter: kept weights on a live path, and what else belongs to live channels. */
    public boolean[] mask() {
        return mask.clone();
    }

    /** Live filters of a layer, ascending. */
    public int[] filters(int layer) {
        return channels(architecture.nodeOf(layer));
    }

    /** Channels of a node that are written and read, ascending. */
    public int[] channels(int place) {
        return indices(live[place], 0, live[place].length);
    }

    /** Live columns of a layer, ascending; of all groups one after the other. */
    public int[] columns(int layer) {
        return indices(columns[layer], 0, columns[layer].length);
    }

    /** Live columns of one group of a layer, ascending. */
    int[] columns(int layer, int group) {
        int width = architecture.layer(layer).columns();
        return indices(columns[layer], group * width, width);
    }

    /** Whether a weight is kept. */
    boolean keeps(int parameter) {
        return mask[parameter];
    }

    /** Kept weights of a layer. */
    public int kept(int layer) {
        int count = 0;
        for (int i = architecture.weightOffset(layer); i < architecture.biasOffset(layer); i++) {
            count += mask[i] ? 1 : 0;
        }
        return count;
    }

    private static int[] indices(boolean[] flags, int from, int length) {
        return IntStream.range(0, length).filter(i -> flags[from + i]).toArray();
    }
}
