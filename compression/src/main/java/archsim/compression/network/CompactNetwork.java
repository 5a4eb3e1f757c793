package archsim.compression.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network rebuilt from its live filters, columns and channels: physically smaller, with the same outputs.
 *
 * <p>Of a network in which nothing is pruned this is the network itself.
 */
public final class CompactNetwork {

    private final NetworkModel architecture;
    private final List<CompactLayer> layers = new ArrayList<>();
    private final List<int[]> channels = new ArrayList<>();
    private final int[] offsets;
    private final int[] fullIndex;

    private CompactNetwork(NetworkModel architecture, LiveChannels survivors, Storage storage) {
        this.architecture = architecture;
        this.offsets = new int[architecture.nodes().size() + 1];
        var indices = IntStream.builder();
        for (int place = 0; place < architecture.nodes().size(); place++) {
            channels.add(survivors.channels(place));
            int[] kept = parametersOf(place, survivors, storage);
            Arrays.stream(kept).forEach(indices::add);
            offsets[place + 1] = offsets[place] + kept.length;
        }
        this.fullIndex = indices.build().toArray();
    }

    /** The smaller network that {@code survivors} make up; sparse where that is faster. */
    public static CompactNetwork of(NetworkModel architecture, LiveChannels survivors) {
        return of(architecture, survivors, Storage.AUTOMATIC);
    }

    /** The smaller network that {@code survivors} make up. */
    public static CompactNetwork of(NetworkModel architecture, LiveChannels survivors, Storage storage) {
        return new CompactNetwork(architecture, survivors, storage);
    }

    /** The network in which nothing is pruned. */
    public static CompactNetwork whole(NetworkModel architecture) {
        boolean[] all = new boolean[architecture.parameters()];
        Arrays.fill(all, true);
        return of(architecture, LiveChannels.of(architecture, all));
    }

    /** Full indices of a node's compact parameters, in their order. */
    private int[] parametersOf(int place, LiveChannels survivors, Storage storage) {
        Node node = architecture.nodes().get(place);
        if (node instanceof Node.Linear weighted) {
            var weights = new CompactWeights(architecture, architecture.layerAt(place), survivors);
            CompactLayer layer = weights.layer(storage, channels.get(weighted.input()), offsets[place]);
            layers.add(layer);
            return weights.indices(layer.sparse());
        }
        int[] live = channels.get(place);
        int parts = node.parameters() / node.extent().channels();
        return IntStream.range(0, parts * live.length)
                .map(i -> architecture.offset(place)
                        + i / live.length * node.extent().channels()
                        + live[i % live.length])
                .toArray();
    }

    public NetworkModel architecture() {
        return architecture;
    }

    /** Layers, as numbered in the architecture. */
    public List<CompactLayer> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** Live channels of a node, ascending: a new array. */
    public int[] channels(int place) {
        return channels.get(place).clone();
    }

    /** Where the parameters of the node at {@code place} start among the compact ones. */
    public int offset(int place) {
        return offsets[place];
    }

    /** Weights, biases and what batch normalisation keeps, as far as they are left. */
    public int parameters() {
        return fullIndex.length;
    }

    /** The compact parameters out of all: a new array of {@link #parameters()}. */
    public float[] gather(float[] full) {
        float[] compact = new float[fullIndex.length];
        for (int i = 0; i < compact.length; i++) {
            compact[i] = full[fullIndex[i]];
        }
        return compact;
    }

    /** The same for flags, as 1 and 0. */
    public float[] gather(boolean[] full) {
        float[] compact = new float[fullIndex.length];
        for (int i = 0; i < compact.length; i++) {
            compact[i] = full[fullIndex[i]] ? 1 : 0;
        }
        return compact;
    }

    /** Writes compact parameters to their places in {@code full}, whose other entries are left alone. */
    public void scatter(float[] compact, float[] full) {
        for (int i = 0; i < compact.length; i++) {
            full[fullIndex[i]] = compact[i];
        }
    }
}
