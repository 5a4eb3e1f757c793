package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator makes of its inputs, from the operator's definition. */
class ShapeRulesTest {

    private static final Answers NONE = Answers.NONE;

    /** The output is recorded as it must be, so that any other shape is refused; and once as it must not be. */
    @ParameterizedTest
    @CsvFileSource(resources = "shape-rules.csv", delimiter = '|', numLinesToSkip = 1, emptyValue = "")
    void anOperatorMakesItsShape(String operator, int opset, String inputs, String attributes, String output) {
        assertThat(graph(operator, opset, inputs, attributes, output).layers(NONE))
                .hasSize(1);
        assertThatThrownBy(() -> graph(operator, opset, inputs, attributes, output + "x2")
                        .layers(NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("%s makes y of shape %s, but the file's value_info says [%sx2]"
                        .formatted(operator, output, output)
                        .replace("[" + output + "x2]", "[" + (output + "x2").replace("x", ", ") + "]"));
    }

    /** {@code 2x3} is an input, {@code =1,2} a list of numbers, {@code .1} one number, {@code _} nothing. */
    private static TestGraph graph(String operator, int opset, String inputs, String attributes, String output) {
        var graph = new TestGraph().opset(opset);
        var names = new ArrayList<String>();
        for (String input : inputs.split(" ", -1)) {
            String name = input.equals("_") ? "" : "x" + names.size();
            names.add(name);
            if (input.startsWith("=") || input.startsWith(".")) {
                long[] numbers = Stream.of(input.substring(1).split(",", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
                graph.integers(name, input.startsWith("."), numbers);
            } else if (!name.isEmpty()) {
                graph.input(name, input);
            }
        }
        String[] said = attributes == null || attributes.isEmpty() ? new String[0] : attributes.split(" ", -1);
        return graph.record("y", output)
                .node(operator, names, operator.equals("Split") ? List.of("y", "rest") : List.of("y"), said)
                .input("data", "1x2")
                .weights("w", 2, 3)
                .node("MatMul", List.of("data", "w"), List.of("z"));
    }

    /** 1 x 5 scaled by 1, 1, 2 and 1.5: 10 and floor(7.5). */
    @ParameterizedTest
    @CsvSource({"Resize, 13", "Resize, 10", "Upsample, 9"})
    void scalesAreRoundedDown(String operator, int opset) {
        List<String> inputs = opset == 13 ? List.of("x", "", "s") : List.of("x", "s");
        var graph = new TestGraph()
                .opset(opset)
                .input("x", "1x1x5x5")
                .floats("s", 1, 1, 2, 1.5f)
                .node(operator, inputs, List.of("y"))
                .weights("w", 1, 1, 1, 1)
                .node("Conv", List.of("y", "w"), List.of("z"));
        assertThat(graph.layers(NONE)).containsExactly("1x10x7>1x10x7 70");
    }

    /** As exporters write a flattening of any batch: shape of x, its first extent, joined with -1. */
    @Test
    void shapesThatTheGraphComputesAreFollowed() {
        var graph = new TestGraph()
                .input("x", "batchx3x4x5")
                .node("Shape", List.of("x"), List.of("s"))
                .integers("zero", true, 0)
                .node("Gather", List.of("s", "zero"), List.of("n"), "axis=0")
                .integers("axes", false, 0)
                .node("Unsqueeze", List.of("n", "axes"), List.of("n1"))
                .integers("rest", false, -1)
                .node("Concat", List.of("n1", "rest"), List.of("shape"), "axis=0")
                .node("Reshape", List.of("x", "shape"), List.of("f"))
                .weights("w", 60, 7)
                .node("MatMul", List.of("f", "w"), List.of("y"));
        var four = new Answers(Map.of("batch", 4), OptionalInt.empty(), OptionalInt.empty(), Map.of());
        assertThat(graph.layers(NONE)).containsExactly("60x1x1>7x1x1 420");
        assertThat(graph.layers(four)).containsExactly("60x2x2>7x2x2 1680");
    }

    /** Two convolutions and a product lie behind the unknown node, and one beside it. */
    @Test
    void aNodeWithoutARuleIsNamedWithTheLayersBehindIt() {
        var graph = new TestGraph()
                .input("x", "1x2x8x8")
                .weights("w", 2, 2, 1, 1)
                .node("Conv", List.of("x", "w"), List.of("beside"))
                .node("my.domain.Magic", List.of("x"), List.of("m"))
                .node("Conv", List.of("m", "w"), List.of("c1"))
                .node("Relu", List.of("c1"), List.of("r"))
                .node("Conv", List.of("r", "w"), List.of("c2"))
                .node("MatMul", List.of("c2", "c2"), List.of("p"));
        assertThatThrownBy(() -> graph.layers(NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/m_node my.domain.Magic has no rule for its shape; 3 layers lie behind it; "
                        + "--assume m_node=SHAPE says the shape of what it makes");
        var said =
                new Answers(Map.of(), OptionalInt.empty(), OptionalInt.empty(), Map.of("m_node", List.of(1, 2, 4, 4)));
        assertThat(graph.layers(said))
                .containsExactly("2x8x8>2x8x8 256", "2x4x4>2x4x4 64", "2x4x4>2x4x4 64", "8x2x2>8x2x2 128");
    }

    @Test
    void openExtentsAreAskedForTogether() {
        var graph = new TestGraph()
                .input("x", "Nx3xHxW")
                .weights("w", 2, 3, 3, 3)
                .node("Conv", List.of("x", "w"), List.of("y"));
        assertThatThrownBy(() -> graph.layers(NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "/x has the shape [N, 3, H, W]: --dimension H=N --dimension W=N says it, or --input-size HxW");
        var wrong = new Answers(Map.of("Hh", 5), OptionalInt.of(5), OptionalInt.of(5), Map.of());
        assertThatThrownBy(() -> graph.layers(wrong))
                .hasMessageContaining("has no open extent \"Hh\" (--dimension), did you mean \"H\"?");
    }

    /** One symbol is one extent: the batch of x is that of the state, though there it is not first. */
    @Test
    void theBatchIsTheSameWhereverItStands() {
        var graph = new TestGraph()
                .input("x", "batchx4")
                .input("state", "2xbatchx4")
                .weights("w", 4, 3)
                .node("MatMul", List.of("state", "w"), List.of("y"));
        assertThat(graph.layers(NONE)).containsExactly("4x2x1>3x2x1 24");
    }

    /** Its branches may hold layers, so no answer stands for it. */
    @Test
    void controlFlowIsRefused() {
        var graph = new TestGraph()
                .input("x", "1x4")
                .weights("w", 4, 3)
                .node("If", List.of("x"), List.of("y"), "then_branch={}")
                .node("MatMul", List.of("y", "w"), List.of("z"));
        var said = new Answers(Map.of(), OptionalInt.empty(), OptionalInt.empty(), Map.of("y_node", List.of(1, 4)));
        for (Answers answers : List.of(NONE, said)) {
            assertThatThrownBy(() -> graph.layers(answers))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(
                            "/y_node If runs parts of the graph depending on values, which archsim does not "
                                    + "follow; 1 layer lies behind it; the model must be exported without it");
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "24, 24"})
    void otherVersionsOfTheStandardAreRefused(int opset, String found) {
        assertThatThrownBy(() -> new TestGraph().opset(opset).layers(NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be of version 6 to 23 of the standard's operators, was " + found);
    }

    @Test
    void aNodeThatReadsWhatNothingMakesIsRefused() {
        var graph = new TestGraph().weights("w", 2, 2).node("MatMul", List.of("nothing", "w"), List.of("y"));
        assertThatThrownBy(() -> graph.layers(NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/y_node MatMul reads nothing, which nothing before it makes");
    }
}
