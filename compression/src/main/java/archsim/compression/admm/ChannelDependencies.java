package archsim.compression.admm;

import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Which layers share channels: the filters of one are the channels of others, through whatever works channel by channel
 * in between.
 *
 * @param architecture of the network
 */
record ChannelDependencies(NetworkModel architecture) {

    /** Layers that read the filters of layer {@code index}. */
    List<Integer> readers(int index) {
        return reached(architecture.nodeOf(index), architecture::readers);
    }

    /** Layers whose filters layer {@code index} reads. */
    List<Integer> writers(int index) {
        return reached(
                architecture.nodeOf(index),
                place -> architecture.nodes().get(place).inputs());
    }

    private List<Integer> reached(int start, IntFunction<List<Integer>> next) {
        var layers = new TreeSet<Integer>();
        var open = new TreeSet<>(next.apply(start));
        while (!open.isEmpty()) {
            int place = open.pollFirst();
            if (architecture.nodes().get(place) instanceof Node.Linear) {
                layers.add(architecture.layerAt(place));
            } else {
                open.addAll(next.apply(place));
            }
        }
        return List.copyOf(layers);
    }
}
