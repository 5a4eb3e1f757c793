package archsim.compression.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Channels that stand or fall together, by the layers that write them and those that read them.
 *
 * <p>Filters of layers whose outputs are added write the same channels: in a residual network all producers of one
 * stream, through whatever works channel by channel and through chains of sums. A depthwise layer hands its channels on,
 * so it is both writer and reader. A shortcut without parameters hands its channels on under other numbers, as do concatenation and
 * transposed convolution: what they write shares nothing with what they read. The same groups as {@code channelGroups} in {@code workloads/networks}, which leave out
 * those that such a shortcut writes.
 *
 * @param writers layers whose filter {@code c} writes channel {@code c}, ascending; none if the images alone do
 * @param readers layers whose channel {@code c} it is, ascending; none of the last layer's classes
 */
public record SharedChannels(List<Integer> writers, List<Integer> readers) {

    public SharedChannels {
        writers = List.copyOf(writers);
        readers = List.copyOf(readers);
    }

    /** All of {@code architecture}, in the order of their first nodes: those of the images first. */
    public static List<SharedChannels> of(NetworkModel architecture) {
        int[] firsts = firsts(architecture.nodes());
        var groups = new TreeMap<Integer, SharedChannels>();
        for (int place = 0; place < firsts.length; place++) {
            groups.put(firsts[place], group(architecture, firsts, firsts[place]));
        }
        return List.copyOf(groups.values());
    }

    private static SharedChannels group(NetworkModel architecture, int[] firsts, int first) {
        var writers = new ArrayList<Integer>();
        var readers = new ArrayList<Integer>();
        for (int layer = 0; layer < architecture.depth(); layer++) {
            int place = architecture.nodeOf(layer);
            if (firsts[place] == first) {
                writers.add(layer);
            }
            if (firsts[architecture.nodes().get(place).inputs().get(0)] == first) {
                readers.add(layer);
            }
        }
        return new SharedChannels(writers, readers);
    }

    /** For each node the first one that shares the channels that it writes. */
    private static int[] firsts(List<Node> nodes) {
        int[] firsts = new int[nodes.size()];
        for (int place = 0; place < firsts.length; place++) {
            firsts[place] = place;
            if (keepsChannels(nodes.get(place))) {
                Node node = nodes.get(place);
                for (int input : node.inputs().subList(0, node.carriers())) {
                    unite(firsts, firsts[input], firsts[place], place);
                }
            }
        }
        return firsts;
    }

    private static void unite(int[] firsts, int one, int other, int last) {
        for (int place = 0; place <= last; place++) {
            if (firsts[place] == one || firsts[place] == other) {
                firsts[place] = Math.min(one, other);
            }
        }
    }

    private static boolean keepsChannels(Node node) {
        if (node instanceof Node.Linear weighted) {
            LayerSpec spec = weighted.spec();
            return spec.depthwise() && spec.filters() == spec.channels();
        }
        return !(node instanceof Node.Shortcut
                || node instanceof Node.Concatenate
                || node instanceof Node.DepthToSpace);
    }

    /** Writers and readers, ascending. */
    public List<Integer> layers() {
        var layers = new TreeSet<>(writers);
        layers.addAll(readers);
        return List.copyOf(layers);
    }

    /** Whether the filters of {@code layer} write these channels. */
    public boolean isWrittenBy(int layer) {
        return writers.contains(layer);
    }

    /** Whether {@code layer} reads these channels. */
    public boolean isReadBy(int layer) {
        return readers.contains(layer);
    }
}
