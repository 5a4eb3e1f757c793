package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the user says of a graph that its file leaves open.
 *
 * @param dimensions extents of symbols, or of {@code INPUT:AXIS}
 * @param height of inputs of 4 axes whose height and width are left open
 * @param width likewise
 * @param shapes of outputs of nodes, by the name of the node or of its output
 */
public record Answers(
        Map<String, Integer> dimensions, OptionalInt height, OptionalInt width, Map<String, List<Integer>> shapes) {

    /** Nothing said. */
    public static final Answers NONE = new Answers(Map.of(), OptionalInt.empty(), OptionalInt.empty(), Map.of());

    public Answers {
        dimensions = Map.copyOf(dimensions);
        shapes = Map.copyOf(shapes);
    }
}
