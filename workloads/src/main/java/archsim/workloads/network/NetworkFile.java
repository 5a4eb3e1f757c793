package archsim.workloads.network;

import archsim.base.Problems;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import java.util.List;
import java.util.Optional;

/**
 * A network's file, in the form of its JSON.
 *
 * @param channelGroups none unless given
 */
public record NetworkFile(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        String dataset,
        String source,
        List<LayerEntry> layers,
        Optional<List<ChannelGroup>> channelGroups) {

    public NetworkFile {
        layers = List.copyOf(layers);
        channelGroups = channelGroups.map(List::copyOf);
    }

    /** The file of {@code network}. */
    static NetworkFile of(Network network) {
        return new NetworkFile(
                1,
                network.name(),
                network.title(),
                network.dataset(),
                network.source(),
                network.layers().stream().map(LayerEntry::of).toList(),
                Optional.of(network.channelGroups()).filter(groups -> !groups.isEmpty()));
    }

    /** Reads the network in {@code text}; all its faults at once. */
    static Network parse(String fileName, String text) {
        NetworkFile file = StrictJson.read(fileName, text, NetworkFile.class);
        List<Layer> layers = file.layers.stream().map(LayerEntry::layer).toList();
        var problems = new Problems(fileName);
        List<ChannelGroup> groups = file.channelGroups.orElse(List.of());
        NetworkFaults.find(layers, groups, problems);
        problems.throwIfAny();
        return new Network(file.name, file.title, file.dataset, layers, groups, file.source);
    }
}
