package archsim.compression.admm;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import java.util.Arrays;

/** Which weights would be live if they were kept too: those between a channel that is written and a filter that is read. */
final class ReachableWeights {

    private final NetworkModel architecture;
    private final boolean[] live;

    /** @param live weights, one entry a parameter; shared */
    ReachableWeights(NetworkModel architecture, boolean[] live) {
        this.architecture = architecture;
        this.live = live;
    }

    /** By layer, one entry a weight. */
    boolean[][] ofLayers() {
        var couplings = new ChannelDependencies(architecture);
        boolean[][] filters = new boolean[architecture.depth()][];
        for (int layer = 0; layer < filters.length; layer++) {
            filters[layer] = filtersOf(layer);
        }
        boolean[][] ends = new boolean[architecture.depth()][];
        for (int layer = 0; layer < ends.length; layer++) {
            LayerSpec spec = architecture.layer(layer);
            boolean[] written = new boolean[spec.channels()];
            for (int writer : couplings.writers(layer)) {
                for (int channel = 0; channel < written.length; channel++) {
                    written[channel] |= filters[writer][channel];
                }
            }
            boolean reads = couplings.writers(layer).isEmpty();
            ends[layer] = new boolean[spec.weights()];
            for (int i = 0; i < ends[layer].length; i++) {
                int filter = i / spec.columns();
                ends[layer][i] =
                        filters[layer][filter] && (reads || written[spec.channelOf(filter, i % spec.columns())]);
            }
        }
        return ends;
    }

    /** Filters with a live weight; all of the last layer. */
    private boolean[] filtersOf(int layer) {
        LayerSpec spec = architecture.layer(layer);
        boolean[] filters = new boolean[spec.filters()];
        for (int i = 0; i < spec.weights(); i++) {
            filters[i / spec.columns()] |= live[architecture.weightOffset(layer) + i];
        }
        if (layer == architecture.depth() - 1) {
            Arrays.fill(filters, true);
        }
        return filters;
    }
}
