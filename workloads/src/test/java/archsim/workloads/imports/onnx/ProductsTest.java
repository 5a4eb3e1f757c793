package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.LayerKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layers the operators that multiply make, with their multiply-accumulates. */
class ProductsTest {

    private static int[] extents(String shape) {
        return Stream.of(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static String[] attributes(String said) {
        return said.isEmpty() ? new String[0] : said.split(" ", -1);
    }

    private static TestGraph graph(String operator, String input, String weights, String attributes) {
        return new TestGraph()
                .input("x", input)
                .weights("w", extents(weights))
                .node(operator, List.of("x", "w"), List.of("y"), attributes(attributes));
    }

    /** Outputs times the weights of a filter, batch included. */
    @ParameterizedTest
    @CsvSource({
        // 2 images x 4 filters x 8 positions x 3 channels x 3 taps
        "2x3x10, 4x3x3, '', 3x1x10>4x1x8 576",
        // 5 positions a row at stride 2, 10 rows at stride 1: 4 x 50 x 27
        "1x3x10x10, 4x3x3x3, 'strides=1,2 pads=1,1,1,1', 3x10x10>4x10x5 5400",
        // dilated by 2, a window reaches over 5: 6 x 6 x 4 x 27
        "1x3x10x10, 4x3x3x3, 'dilations=2,2', 3x10x10>4x6x6 3888",
        // depthwise: 3 x 64 positions x 9
        "1x3x10x10, 3x1x3x3, 'group=3', 3x10x10>3x8x8 1728",
        // two groups: 4 filters x 64 x 2 channels x 9
        "1x4x10x10, 4x2x3x3, 'group=2', 4x10x10>4x8x8 4608",
        // 10 = 3 x 4 - 2: (4 - 1) x 3 + 2 = 11, one too many, before in SAME_LOWER: 4 x 4 x 4 x 12
        "1x3x10x10, 4x3x2x2, 'strides=3,3 auto_pad=SAME_LOWER', 3x10x10>4x4x4 768"
    })
    void convolutions(String input, String weights, String attributes, String layer) {
        assertThat(graph("Conv", input, weights, attributes).layers(Answers.NONE))
                .containsExactly(layer);
    }

    @ParameterizedTest
    @CsvSource({
        "MatMul, 1x128x64, 64x48, '', 64x16x8>48x16x8 393216",
        "MatMul, 2x3x5x4, 4x7, '', 4x6x5>7x6x5 840",
        "MatMul, 4, 4x7, '', 4x1x1>7x1x1 28",
        // three matrices, each on its own 5 rows, 2 times: 2 x 3 x 5 x 4 x 7
        "MatMul, 2x3x5x4, 3x4x7, '', 12x5x2>21x5x2 840",
        // the same input for three matrices is one of three times the columns
        "MatMul, 5x4, 3x4x7, '', 4x5x1>21x5x1 420",
        "Gemm, 6x4, 4x7, '', 4x3x2>7x3x2 168",
        "Gemm, 4x6, 7x4, 'transA=1 transB=1', 4x3x2>7x3x2 168",
        "Einsum, 2x5x4, 4x3x7, 'equation=bte,ehd->bthd', 4x5x2>21x5x2 840",
        "Einsum, 2x5x4, 2x4x7, 'equation=bte,bed->btd', 8x5x1>14x5x1 280"
    })
    void productsWithWeights(String operator, String input, String weights, String attributes, String layer) {
        var made = graph(operator, input, weights, attributes);
        assertThat(made.layers(Answers.NONE)).containsExactly(layer);
        assertThat(made.follow(Answers.NONE).layers().get(0).layer().kind()).isEqualTo(LayerKind.LINEAR);
    }

    /** W X of [7][4] and [4][6]: 6 rows of 4 times 7 columns, the weights as they stand. */
    @Test
    void weightsOnTheLeftAreTheSameProductTurnedOver() {
        var graph =
                new TestGraph().input("x", "4x6").weights("w", 7, 4).node("MatMul", List.of("w", "x"), List.of("y"));
        assertThat(graph.layers(Answers.NONE)).containsExactly("4x3x2>7x3x2 168");
        assertThat(graph.follow(Answers.NONE)
                        .layers()
                        .get(0)
                        .weights()
                        .orElseThrow()
                        .values()
                        .get())
                .startsWith(0, 1, 2, 3, 4);
    }

    /** 2 x 3 heads of 5 x 4 times 4 x 5. */
    @Test
    void activationsTimesActivationsHaveNoWeights() {
        var graph = new TestGraph()
                .input("q", "2x3x5x4")
                .input("k", "2x3x4x5")
                .node("MatMul", List.of("q", "k"), List.of("y"));
        GraphLayer layer = graph.follow(Answers.NONE).layers().get(0);
        assertThat(layer.layer().kind()).isEqualTo(LayerKind.ACTIVATION_PRODUCT);
        assertThat(layer.layer().shape().groups()).isEqualTo(6);
        assertThat(graph.layers(Answers.NONE)).containsExactly("24x5x1>30x5x1 600");
    }

    /** 6 steps of a batch of 2: 12 rows of 3 inputs and of 5 states, for 4 gates of 5 in each of two directions. */
    @Test
    void recurrentLayersAreTheirProducts() {
        var graph = new TestGraph()
                .input("x", "6x2x3")
                .weights("w", 2, 20, 3)
                .weights("r", 2, 20, 5)
                .node("LSTM", List.of("x", "w", "r"), List.of("y"), "hidden_size=5", "direction=bidirectional");
        assertThat(graph.layers(Answers.NONE))
                .containsExactly("3x4x3>20x4x3 720", "5x4x3>20x4x3 1200", "3x4x3>20x4x3 720", "5x4x3>20x4x3 1200");
        assertThat(graph.follow(Answers.NONE)
                        .layers()
                        .get(2)
                        .weights()
                        .orElseThrow()
                        .values()
                        .get())
                .startsWith(60, 61);
    }

    /** Two heads of 4 for one of keys and values: scores 2 x 3 x 4 x 5, context 2 x 3 x 5 x 4. */
    @Test
    void attentionIsItsTwoProducts() {
        var graph = new TestGraph()
                .opset(23)
                .input("q", "1x2x3x4")
                .input("k", "1x1x5x4")
                .input("v", "1x1x5x4")
                .node("Attention", List.of("q", "k", "v"), List.of("y"));
        assertThat(graph.layers(Answers.NONE)).containsExactly("8x3x1>10x3x1 120", "10x3x1>8x3x1 120");
    }

    /** (3, 5, 3, 7) less 3, times 2: 0, 4, 0, 8 as [2][2], filters first 0, 0, 4, 8. */
    @Test
    void aZeroPointIsAZero() {
        var graph = new TestGraph()
                .input("x", "1x2")
                .integers("q", false, 3, 5, 3, 7)
                .floats("s", 2)
                .integers("z", true, 3)
                .integers("shape", false, 2, 2)
                .node("Reshape", List.of("q", "shape"), List.of("w"))
                .node("DequantizeLinear", List.of("w", "s", "z"), List.of("d"))
                .node("MatMul", List.of("x", "d"), List.of("y"));
        assertThat(graph.follow(Answers.NONE)
                        .layers()
                        .get(0)
                        .weights()
                        .orElseThrow()
                        .values()
                        .get())
                .containsExactly(0, 0, 4, 8);
    }

    @Test
    void sharedWeightsMakeALayerEachTime() {
        var graph = new TestGraph()
                .input("x", "1x4")
                .weights("w", 4, 4)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .node("MatMul", List.of("y", "w"), List.of("z"));
        assertThat(graph.follow(Answers.NONE).layers())
                .extracting(layer -> layer.layer().name())
                .containsExactly("w", "w@z_node");
    }

    @ParameterizedTest
    @CsvSource({
        "Conv, 1x3x8x8x8, 4x3x3x3x3, slides over 3 axes; layers of archsim are convolutions over one or two",
        "ConvTranspose, 1x3x8x8x8, 3x4x2x2x2, layers of archsim slide over one or two axes",
        "Conv, 1x3x8x8, 4x2x3x3, needs filters that fit its input in 1 groups",
        "MatMul, 2x3, 4x5, must multiply matrices that fit"
    })
    void whatNoLayerIsIsRefused(String operator, String input, String weights, String message) {
        assertThatThrownBy(() -> graph(operator, input, weights, "").layers(Answers.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/y_node " + operator)
                .hasMessageContaining(message);
    }

    @Test
    void filtersThatTheGraphComputesAreRefused() {
        var graph = new TestGraph()
                .input("x", "1x3x8x8")
                .input("w", "4x3x3x3")
                .node("Conv", List.of("x", "w"), List.of("y"));
        assertThatThrownBy(() -> graph.layers(Answers.NONE))
                .hasMessageContaining("has filters that the graph computes (w), which no layer of archsim has");
    }
}
