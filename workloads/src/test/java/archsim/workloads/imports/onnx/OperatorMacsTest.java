package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Multiply-accumulates of each operator that has any, from its definition; one file each. */
class OperatorMacsTest {

    @ParameterizedTest(name = "{0}: {5}")
    @CsvFileSource(resources = "operator-macs.csv", delimiter = '|', numLinesToSkip = 1)
    void aFileOfOneOperatorHasItsMultiplyAccumulates(
            String file, String operator, int opset, String inputs, String attributes, long macs, String how) {
        List<GraphLayer> layers =
                graph(operator, opset, inputs, attributes).follow(Answers.NONE).layers();
        assertThat(layers.stream()
                        .mapToLong(layer -> layer.layer().shape().macs())
                        .sum())
                .as("%s: %s", file, how)
                .isEqualTo(macs);
        assertThat(layers).allSatisfy(layer -> layer.weights()
                .ifPresent(weights -> assertThat(weights.values().get())
                        .hasSize((int) layer.layer().shape().weights())));
    }

    /**
     * {@code 2x3} is an input, {@code w2x3} weights, {@code b2x3} bytes, {@code f0.5} one float, {@code .1} one whole number, {@code
     * _} nothing.
     */
    static TestGraph graph(String operator, int opset, String inputs, String attributes) {
        var graph = new TestGraph().opset(opset);
        var names = new ArrayList<String>();
        for (String input : inputs.split(" ", -1)) {
            String name = input.equals("_") ? "" : "x" + names.size();
            names.add(name);
            String rest = input.substring(1);
            switch (input.charAt(0)) {
                case '_' -> {}
                case 'w' -> graph.weights(name, extents(rest));
                case 'b' -> graph.bytes(name, extents(rest));
                case 'f' -> graph.floats(name, Float.parseFloat(rest));
                case '.' -> graph.integers(name, true, Long.parseLong(rest));
                default -> graph.input(name, input);
            }
        }
        String[] said = attributes == null ? new String[0] : attributes.split(" ", -1);
        return graph.node(operator, names, List.of("y"), said);
    }

    private static int[] extents(String shape) {
        return Stream.of(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
