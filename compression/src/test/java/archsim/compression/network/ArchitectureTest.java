package archsim.compression.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** conv: 20 x 25 + 50 x 20 x 25 = 25 500; fc: 800 x 500 + 500 x 10 = 405 000; biases 20 + 50 + 500 + 10 = 580. */
    @Test
    void lenet5HasThePublishedWeights() {
        Architecture lenet5 = Architecture.lenet5();
        assertThat(lenet5.layers().stream().mapToInt(LayerSpec::weights)).containsExactly(500, 25_000, 400_000, 5_000);
        assertThat(lenet5.parameters()).isEqualTo(25_500 + 405_000 + 580);
    }

    /** The second layer starts after 500 weights and 20 biases. */
    @Test
    void parametersLieLayerAfterLayer() {
        assertThat(Architecture.lenet5().weightOffset(1)).isEqualTo(520);
        assertThat(Architecture.lenet5().biasOffset(1)).isEqualTo(25_520);
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        var first = new LayerSpec("a", 1, 2, 6, 6, 3, true, true);
        var second = new LayerSpec("b", 3, 2, 2, 2, 2, false, false);
        assertThatThrownBy(() -> new Architecture("broken", List.of(first, second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a writes 2 x 2 x 2, but b reads 3 x 2 x 2");
    }

    @Test
    void aPooledLayerNeedsEvenOutputs() {
        assertThatThrownBy(() -> new LayerSpec("a", 1, 2, 7, 7, 3, true, true))
                .hasMessageContaining("pools 5 x 5 outputs");
    }
}
