package archsim.compression.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibtorchTrainingTest {

    /** 20 x 25 + 50 x 500 + 500 x 800 + 10 x 500 weights, and 580 biases. */
    @Test
    void bothTrainTheSameNumberOfParameters() {
        try (var libtorch = new LibtorchTraining(true)) {
            libtorch.train(1);
            assertThat(libtorch.parameterCount()).isEqualTo(431_080);
        }
        assertThat(LeNet.dense().parameters()).isEqualTo(431_080);
    }

    /**
     * With 5 filters of conv1 and 12 of conv2 left: 5 x 25 + 12 x (5 x 25) + 500 x (12 x 16) + 10 x 500 weights, and
     * 5 + 12 + 500 + 10 biases.
     */
    @Test
    void theStructuredNetworkIsPhysicallySmaller() {
        assertThat(LeNet.structured(5, 12).parameters()).isEqualTo(125 + 1500 + 96_000 + 5000 + 527);
    }
}
