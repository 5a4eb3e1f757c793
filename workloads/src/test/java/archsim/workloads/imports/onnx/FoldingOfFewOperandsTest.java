package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes behind a layer that lack operands are no part of it, and no crash. */
class FoldingOfFewOperandsTest {

    private static TestGraph convolution() {
        return new TestGraph()
                .input("x", "1x1x3x3")
                .weights("w", 2, 1, 1, 1)
                .node("Conv", List.of("x", "w"), List.of("c"));
    }

    @Test
    void aSumOfOneOperandStandsAlone() {
        var followed = convolution().node("Add", List.of("c"), List.of("y")).follow(Answers.NONE);
        assertThat(followed.layers()).hasSize(1);
        assertThat(followed.workless()).containsKey("Add");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", ""})
    void aNormalisationWithoutItsStatisticsIsRefused(String inputs) {
        List<String> operands = inputs.isEmpty() ? List.of() : List.of(inputs.split(",", -1));
        var graph = convolution().node("BatchNormalization", operands, List.of("y"));
        assertThatThrownBy(() -> graph.follow(Answers.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/y_node BatchNormalization needs its input");
    }
}
