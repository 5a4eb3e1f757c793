package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private static final List<String> STATISTICS = List.of("y", "scale", "shift", "mean", "variance");

    /** Two filters of one weight, 0 and 1, with a normalisation behind them that ignores the second. */
    private static TestGraph normalised() {
        return new TestGraph()
                .input("x", "1x1x2x2")
                .weights("w", 2, 1, 1, 1)
                .floats("scale", 6, 0)
                .floats("shift", 1, 2)
                .floats("mean", 3, 4)
                .floats("variance", 9, 9)
                .node("Conv", List.of("x", "w"), List.of("y"))
                .node("BatchNormalization", STATISTICS, List.of("z"));
    }

    private static float[] bias(GraphLayer layer) {
        return layer.bias().map(Supplier::get).orElseThrow();
    }

    /** Factors are 6 / 3 = 2 and 0 / 3 = 0, biases (0 - 3) 2 + 1 = -5 and 2; the weight behind factor 0 is zero. */
    @Test
    void batchNormalisationIsPartOfItsConvolution() {
        OnnxModel.Followed followed = normalised().follow(Answers.NONE);
        GraphLayer layer = followed.layers().get(0);
        assertThat(layer.weights().orElseThrow().scales().get(0)).isEqualTo(2f, within(1e-5f));
        assertThat(layer.weights().orElseThrow().scales().get(1)).isZero();
        assertThat(layer.weights().orElseThrow().values().get()).containsExactly(0, 0);
        assertThat(bias(layer)).containsExactly(new float[] {-5, 2}, within(1e-4f));
        assertThat(followed.notes()).contains("batch normalisation is folded into the factors and biases of w");
        assertThat(followed.workless()).doesNotContainKey("BatchNormalization");
    }

    /** What is added behind a normalisation is added to its biases: -5 + 10 and 2 + 20. */
    @Test
    void anAddendOfEachFilterIsABias() {
        var graph = normalised().stored("b", List.of(2, 1, 1), 10, 20).node("Add", List.of("b", "z"), List.of("out"));
        assertThat(bias(graph.follow(Answers.NONE).layers().get(0)))
                .containsExactly(new float[] {5, 22}, within(1e-4f));
        var tokens = new TestGraph()
                .input("x", "1x4x3")
                .weights("w", 3, 2)
                .floats("b", 7, 8)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .node("Add", List.of("y", "b"), List.of("z"));
        assertThat(bias(tokens.follow(Answers.NONE).layers().get(0))).containsExactly(7, 8);
    }

    /** Along the columns of a map, or of a map that another node reads as well, nothing can be folded. */
    @Test
    void whatIsNoPartOfTheLayerStaysOutside() {
        var columns = normalised().floats("b", 1, 2).node("Add", List.of("z", "b"), List.of("out"));
        assertThat(bias(columns.follow(Answers.NONE).layers().get(0)))
                .containsExactly(new float[] {-5, 2}, within(1e-4f));
        var readTwice = normalised().node("Relu", List.of("y"), List.of("out"));
        OnnxModel.Followed followed = readTwice.follow(Answers.NONE);
        assertThat(followed.layers().get(0).weights().orElseThrow().scales()).isEmpty();
        assertThat(followed.workless()).containsKey("BatchNormalization");
    }
}
