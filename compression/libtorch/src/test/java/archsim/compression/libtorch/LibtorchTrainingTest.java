package archsim.compression.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibtorchTrainingTest {

    private static final Subject LENET = new Subject("lenet5", 64);

    /**
     * From the same weights on the same images: the loss is the same, and so is every parameter after the step, running means
     * and variances included. VGG-16 has no dropout at CIFAR-10's size; 13 normalisations of 8 images, the last ones of 2 x 2
     * maps, amplify what convolutions in tiles round otherwise (7 in 1,000 of the step).
     */
    @ParameterizedTest
    @CsvSource({
        "lenet5, 1e-3",
        "resnet20-cifar10, 1e-3",
        "vgg-small-cifar10, 1e-3",
        "mobilenetv2-small-cifar10, 1e-3",
        "vgg16-cifar10, 1e-2"
    })
    void bothTakeTheSameStep(String network, double tolerance) {
        var subject = new Subject(network, 8);
        NetworkModel model = subject.model();
        assertThat(model.nodes()).noneMatch(Node.Dropout.class::isInstance);
        float[] weights = model.initial(3);
        try (var libtorch = new LibtorchTraining(subject, weights, true);
                var own = new OwnTraining(subject, CompactNetwork.whole(model), weights, 8, 1)) {
            double loss = own.train(1);
            assertThat(libtorch.train(1)).isCloseTo(loss, within(2e-5 * loss));
            assertClose(libtorch.parameters(), own.parameters(), weights, tolerance);
        }
    }

    /** Differences are measured by how far the step went, since a step is small beside most weights. */
    private static void assertClose(float[] libtorch, float[] own, float[] before, double tolerance) {
        assertThat(libtorch).hasSameSizeAs(own);
        double apart = 0;
        double moved = 0;
        for (int i = 0; i < own.length; i++) {
            apart += Math.pow(libtorch[i] - own[i], 2);
            moved += Math.pow(own[i] - before[i], 2);
        }
        assertThat(Math.sqrt(apart / moved)).isBetween(0.0, tolerance);
    }

    /** 20 x 25 + 50 x 500 + 500 x 800 + 10 x 500 weights, and 580 biases. */
    @Test
    void bothTrainTheSameNumberOfParameters() {
        float[] weights = LENET.model().initial(3);
        try (var libtorch = new LibtorchTraining(LENET, weights, true)) {
            assertThat(libtorch.parameters()).hasSize(431_080).isEqualTo(weights);
        }
        assertThat(LENET.dense().parameters()).isEqualTo(431_080);
    }

    /**
     * With 5 filters of conv1 and 12 of conv2 left: 5 x 25 + 12 x (5 x 25) + 500 x (12 x 16) + 10 x 500 weights, and
     * 5 + 12 + 500 + 10 biases.
     */
    @Test
    void theStructuredNetworkIsPhysicallySmaller() {
        assertThat(LENET.structured(5, 12).parameters()).isEqualTo(125 + 1500 + 96_000 + 5000 + 527);
    }

    /** ResNet-20 has 40,551,040 multiply-accumulates an image: 20e9 over them and 64 images is 7.7. */
    @Test
    void aBlockIsAsLongForEveryNetwork() {
        assertThat(List.of(
                        LENET.steps(),
                        new Subject("resnet20-cifar10", 64).steps(),
                        new Subject("vgg16-cifar10", 64).steps()))
                .containsExactly(32, 8, 1);
    }
}
