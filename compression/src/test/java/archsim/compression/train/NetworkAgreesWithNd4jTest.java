package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's own operators are the reference: the fast layers must give the same numbers. */
class NetworkAgreesWithNd4jTest {

    private static final int IMAGES = 6;

    private final NetworkModel architecture = Nets.SMALL;
    private final float[] parameters = Nets.parameters(architecture.parameters(), 1);
    private final Samples samples = Nets.samples(IMAGES, 2);
    private INDArray activations;

    @BeforeEach
    void readPixels() {
        var input = Nd4j.create(IMAGES, 1, 10, 10);
        float[] block = new float[100];
        for (int image = 0; image < IMAGES; image++) {
            samples.write(image, Shift.NONE, block, 0, 1);
            for (int i = 0; i < 100; i++) {
                input.putScalar(new int[] {image, 0, i / 10, i % 10}, block[i]);
            }
        }
        activations = input;
    }

    private void apply(int index) {
        LayerSpec spec = architecture.layer(index);
        int offset = architecture.weightOffset(index);
        INDArray weights = Nd4j.create(
                Arrays.copyOfRange(parameters, offset, architecture.biasOffset(index)),
                new long[] {spec.filters(), spec.channels(), spec.kernel(), spec.kernel()},
                'c');
        int bias = architecture.biasOffset(index);
        INDArray biases = Nd4j.createFromArray(Arrays.copyOfRange(parameters, bias, bias + spec.filters()));
        INDArray result = Nd4j.cnn()
                .conv2d(
                        activations,
                        weights,
                        biases,
                        Conv2DConfig.builder()
                                .kH(spec.kernel())
                                .kW(spec.kernel())
                                .dataFormat("NCHW")
                                .weightsFormat(WeightsFormat.OIYX)
                                .build());
        if (architecture.poolingAfter(index).isPresent()) {
            result = Nd4j.cnn()
                    .maxPooling2d(
                            result,
                            Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build());
        }
        activations = index < architecture.depth() - 1 ? Nd4j.nn().relu(result, 0) : result;
    }

    private static float[] flat(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    @Test
    void everyLayerWritesWhatNd4jComputes() {
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(CompactNetwork.whole(architecture), 2 * IMAGES, 2, team)) {
            for (int layer = 0; layer < architecture.depth(); layer++) {
                apply(layer);
                assertThat(trainer.inputsOf(layer + 1, samples, IMAGES, parameters))
                        .as(architecture.layer(layer).name())
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(flat(activations));
            }
        }
    }

    @Test
    void theLossIsNd4jsSoftmaxCrossEntropy() {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            apply(layer);
        }
        INDArray probabilities = Nd4j.nn().softmax(activations.reshape(IMAGES, 3), 1);
        double loss = 0;
        for (int image = 0; image < IMAGES; image++) {
            loss -= Math.log(probabilities.getDouble(image, samples.label(image))) / IMAGES;
        }
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(CompactNetwork.whole(architecture), 4, 2, team)) {
            assertThat(trainer.evaluate(samples, parameters).loss()).isCloseTo(loss, within(1e-5));
        }
    }
}
