package archsim.compression.admm;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
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
        boolean[][] written = writtenByNode();
        boolean[][] ends = new boolean[architecture.depth()][];
        for (int layer = 0; layer < ends.length; layer++) {
            LayerSpec spec = architecture.layer(layer);
            int place = architecture.nodeOf(layer);
            boolean[] read = written[architecture.nodes().get(place).inputs().get(0)];
            ends[layer] = new boolean[spec.weights()];
            for (int i = 0; i < ends[layer].length; i++) {
                int filter = i / spec.columns();
                ends[layer][i] = written[place][filter] && read[spec.channelOf(filter, i % spec.columns())];
            }
        }
        return ends;
    }

    /** By node and channel, whether images or filters with a live weight write it. */
    private boolean[][] writtenByNode() {
        boolean[][] written = new boolean[architecture.nodes().size()][];
        for (int place = 0; place < written.length; place++) {
            Node node = architecture.nodes().get(place);
            if (node instanceof Node.Linear) {
                written[place] = filtersOf(architecture.layerAt(place));
                continue;
            }
            boolean[] channels = new boolean[node.extent().channels()];
            Arrays.fill(channels, node instanceof Node.Source);
            for (int in = 0; in < node.carriers(); in++) {
                boolean[] from = written[node.inputs().get(in)];
                for (int channel = 0; channel < from.length; channel++) {
                    channels[node.into(in, channel)] |= from[channel];
                }
            }
            written[place] = channels;
        }
        return written;
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
