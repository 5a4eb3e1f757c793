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
 * @param steps between layers; none unless given
 * @param edges pairs of what is read and what reads it; none unless given
 * @param otherParameters what the model stores beside its weights; not known unless given
 */
public record NetworkFile(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        String dataset,
        String source,
        List<LayerEntry> layers,
        Optional<List<ChannelGroup>> channelGroups,
        Optional<List<Step>> steps,
        Optional<List<List<String>>> edges,
        Optional<OtherParameters> otherParameters) {

    public NetworkFile {
        layers = List.copyOf(layers);
        channelGroups = channelGroups.map(List::copyOf);
        steps = steps.map(List::copyOf);
        edges = edges.map(List::copyOf);
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
                Optional.of(network.channelGroups()).filter(groups -> !groups.isEmpty()),
                network.graph().map(Graph::steps),
                network.graph().map(NetworkFile::pairs),
                network.otherParameters());
    }

    private static List<List<String>> pairs(Graph graph) {
        return graph.edges().stream()
                .map(edge -> List.of(edge.from(), edge.to()))
                .toList();
    }

    /** Reads the network in {@code text}; all its faults at once. */
    static Network parse(String fileName, String text) {
        NetworkFile file = StrictJson.read(fileName, text, NetworkFile.class);
        List<Layer> layers = file.layers.stream().map(LayerEntry::layer).toList();
        var problems = new Problems(fileName);
        List<ChannelGroup> groups = file.channelGroups.orElse(List.of());
        NetworkFaults.find(layers, groups, problems);
        Optional<Graph> graph = file.graph(problems);
        problems.throwIfAny();
        graph.ifPresent(known -> known.check(layers, problems));
        problems.throwIfAny();
        return new Network(
                file.name, file.title, file.dataset, layers, groups, file.source, graph, file.otherParameters);
    }

    private Optional<Graph> graph(Problems problems) {
        if (edges.isEmpty() && steps.isPresent()) {
            problems.add("/edges", "is missing, though there are steps");
        }
        List<List<String>> pairs = edges.orElse(List.of());
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).size() != 2) {
                problems.add(
                        "/edges/" + i, "must be two names, was %d", pairs.get(i).size());
            }
        }
        return edges.filter(all -> all.stream().allMatch(pair -> pair.size() == 2))
                .map(all -> new Graph(
                        steps.orElse(List.of()),
                        all.stream()
                                .map(pair -> new Edge(pair.get(0), pair.get(1)))
                                .toList()));
    }
}
