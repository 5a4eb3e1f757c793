package archsim.compression.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A network rebuilt from its live filters and columns: physically smaller, with the same outputs.
 *
 * <p>Of a network in which nothing is pruned this is the network itself.
 */
public final class CompactNetwork {

    private final Architecture architecture;
    private final List<CompactLayer> layers;
    private final int[] fullIndex;

    private CompactNetwork(Architecture architecture, List<CompactLayer> layers, int[] fullIndex) {
        this.architecture = architecture;
        this.layers = List.copyOf(layers);
        this.fullIndex = fullIndex;
    }

    /** The smaller network that {@code survivors} make up. */
    public static CompactNetwork of(Architecture architecture, Survivors survivors) {
        var layers = new ArrayList<CompactLayer>();
        var indices = java.util.stream.IntStream.builder();
        int offset = 0;
        int[] channels = {0};
        for (int i = 0; i < architecture.depth(); i++) {
            LayerSpec spec = architecture.layer(i);
            if (i == 0) {
                channels = java.util.stream.IntStream.range(0, spec.channels()).toArray();
            }
            int[] filters = survivors.filters(i);
            int[] columns = survivors.columns(i);
            for (int filter : filters) {
                for (int column : columns) {
                    indices.add(architecture.weightOffset(i) + filter * spec.columns() + column);
                }
            }
            for (int filter : filters) {
                indices.add(architecture.biasOffset(i) + filter);
            }
            var layer = new CompactLayer(spec, filters.length, columns, channels, offset);
            layers.add(layer);
            offset = layer.biasOffset() + layer.filters();
            channels = filters;
        }
        return new CompactNetwork(architecture, layers, indices.build().toArray());
    }

    /** The network in which nothing is pruned. */
    public static CompactNetwork whole(Architecture architecture) {
        boolean[] all = new boolean[architecture.parameters()];
        java.util.Arrays.fill(all, true);
        return of(architecture, Survivors.of(architecture, all));
    }

    public Architecture architecture() {
        return architecture;
    }

    public List<CompactLayer> layers() {
        return layers;
    }

    /** Weights and biases that are left. */
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
