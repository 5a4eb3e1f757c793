package archsim.workloads.network;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.Layer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes of a network read which: its layers and the steps between them.
 *
 * @param edges ordered so that a node has all it reads before it is read
 */
public record Graph(List<Step> steps, List<Edge> edges) {

    public Graph {
        steps = List.copyOf(steps);
        edges = List.copyOf(edges);
    }

    /** Finds names that are unknown or there twice, nodes that read nothing, and edges out of order. */
    void check(List<Layer> layers, Problems problems) {
        Set<String> nodes = new LinkedHashSet<>();
        layers.forEach(layer -> nodes.add(layer.name()));
        for (int i = 0; i < steps.size(); i++) {
            String name = steps.get(i).name();
            if (!nodes.add(name) || name.equals(Edge.INPUT)) {
                problems.add("/steps/" + i + "/name", "must be given to one node only, was \"%s\" again", name);
            }
        }
        Set<Edge> seen = new HashSet<>();
        Set<String> read = new HashSet<>();
        Set<String> fed = new HashSet<>(Set.of(Edge.INPUT));
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            String pointer = "/edges/" + i;
            boolean from = edge.from().equals(Edge.INPUT) || isKnown(edge.from(), nodes, pointer, problems);
            boolean known = isKnown(edge.to(), nodes, pointer, problems) && from;
            if (known && !seen.add(edge)) {
                problems.add(pointer, "must be there once, was \"%s\" to \"%s\" again", edge.from(), edge.to());
            } else if (known && (!fed.contains(edge.from()) || read.contains(edge.to()))) {
                problems.add(
                        pointer,
                        "must come behind all that \"%s\" reads and before all that reads \"%s\"",
                        edge.from(),
                        edge.to());
            }
            read.add(edge.from());
            fed.add(edge.to());
        }
        nodes.stream()
                .filter(node -> !fed.contains(node))
                .forEach(node -> problems.add("/edges", "must say what \"%s\" reads", node));
    }

    private static boolean isKnown(String name, Set<String> nodes, String pointer, Problems problems) {
        if (!nodes.contains(name)) {
            problems.add(pointer, "must join layers and steps, was \"%s\"%s", name, Suggestion.sentence(name, nodes));
        }
        return nodes.contains(name);
    }
}
