package archsim.workloads.model;

import archsim.base.json.Range;
import java.util.List;
import java.util.Optional;

/**
 * The node of an imported graph that a layer was made of, as the graph has it.
 *
 * @param layer name of the layer; several layers may be parts of one node
 * @param node name of the node
 * @param operator with its domain where that is not the standard's
 * @param inputs what the node reads, in order, without those left out
 * @param output what the node makes first
 * @param data which of its inputs are the layer's inputs, if that is so simple
 */
public record GraphNode(
        String layer, String node, String operator, List<Tensor> inputs, Tensor output, Optional<Data> data) {

    public GraphNode {
        inputs = List.copyOf(inputs);
    }

    /**
     * The inputs of the layer in the graph.
     *
     * @param tensor its name
     * @param columns extent of its last axis
     * @param zeroPoint name of the number that stands for zero, if it is not 0
     */
    public record Data(
            String tensor,
            InputLayout layout,
            @Range(min = 0) int columns,
            Optional<String> zeroPoint) {}

    /**
     * A tensor of the graph.
     *
     * @param shape outermost axis first
     * @param stored whether the file holds its values
     */
    public record Tensor(String name, List<Integer> shape, boolean stored) {

        public Tensor {
            shape = List.copyOf(shape);
        }

        /** The extents with crosses between them; a dash if there are none. */
        public String extents() {
            return shape.isEmpty()
                    ? "-"
                    : String.join("x", shape.stream().map(String::valueOf).toList());
        }

        /** Elements, of which there may be none. */
        public long elements() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }
    }
}
