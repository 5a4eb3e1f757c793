package archsim.workloads.model;

import archsim.base.json.Range;
import java.util.List;

/**
 * What a model's file records of the graph that it was imported from.
 *
 * @param nodes of each layer
 */
public record GraphRecord(@Range(min = 1, max = 1) int schemaVersion, List<GraphNode> nodes) {

    public GraphRecord {
        nodes = List.copyOf(nodes);
    }
}
