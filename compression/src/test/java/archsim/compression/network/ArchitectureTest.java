package archsim.compression.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** conv: 20 x 25 + 50 x 20 x 25 = 25 500; fc: 800 x 500 + 500 x 10 = 405 000; biases 20 + 50 + 500 + 10 = 580. */
    @Test
    void lenet5HasThePublishedWeights() {
        NetworkModel lenet5 = NetworkModel.lenet5();
        assertThat(lenet5.layers().stream().mapToInt(LayerSpec::weights)).containsExactly(500, 25_000, 400_000, 5_000);
        assertThat(lenet5.parameters()).isEqualTo(25_500 + 405_000 + 580);
    }

    /** The second layer starts after 500 weights and 20 biases. */
    @Test
    void parametersLieLayerAfterLayer() {
        assertThat(NetworkModel.lenet5().weightOffset(1)).isEqualTo(520);
        assertThat(NetworkModel.lenet5().biasOffset(1)).isEqualTo(25_520);
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        var builder = new ArchitectureBuilder("broken", 1, 6, 6)
                .convolution("a", 2, 3)
                .maxPool(2, 2)
                .layer(new LayerSpec("b", 3, 2, 2, 2, 2));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken: node 2 writes 2 x 2 x 2, but node 3 reads 3 x 2 x 2");
    }

    @Test
    void aNetworkEndsInALayerOfOnePosition() {
        var builder = new ArchitectureBuilder("open", 1, 6, 6).convolution("a", 2, 3);
        assertThatThrownBy(builder::build).hasMessage("open must end in a layer that writes one position");
    }
}
