package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.network.Storage;
import archsim.compression.network.TensorShape;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Whole graphs, node by node, as ND4J's own operators compute them in evaluation. */
class LayersAgreeWithNd4jTest {

    private static final int IMAGES = 4;

    private final Samples samples = Graphs.samples(IMAGES, 2);

    private INDArray images() {
        INDArray input = Nd4j.create(IMAGES, 2, 7, 7);
        float[] block = new float[98];
        for (int image = 0; image < IMAGES; image++) {
            samples.write(image, Shift.NONE, block, 0, 1);
            for (int i = 0; i < 98; i++) {
                input.putScalar(new int[] {image, i / 49, i % 49 / 7, i % 7}, block[i]);
            }
        }
        return input;
    }

    private static INDArray apply(NetworkModel architecture, int place, List<INDArray> written, float[] parameters) {
        Node node = architecture.nodes().get(place);
        INDArray in = written.get(node.inputs().get(0));
        int offset = architecture.offset(place);
        if (node instanceof Node.Linear weighted) {
            return convolve(weighted.spec(), in, parameters, offset);
        } else if (node instanceof Node.BatchNorm normalised) {
            int channels = normalised.extent().channels();
            INDArray[] parts = new INDArray[4];
            for (int part = 0; part < 4; part++) {
                int from = offset + part * channels;
                parts[part] = Nd4j.createFromArray(Arrays.copyOfRange(parameters, from, from + channels));
            }
            return Nd4j.nn().batchNorm(in, parts[2], parts[3], parts[0], parts[1], Node.BatchNorm.EPSILON, 1);
        } else if (node instanceof Node.Relu rectified) {
            return rectified.cap() == 6 ? Nd4j.nn().relu6(in, 0) : Nd4j.nn().relu(in, 0);
        } else if (node instanceof Node.Pool pooled && (pooled.average() || pooled.padding() == 0)) {
            return pool(pooled, in, false);
        } else if (node instanceof Node.Add added) {
            return in.add(written.get(added.second()));
        } else if (node instanceof Node.Dropout) {
            return in;
        }
        throw new IllegalArgumentException("ND4J counts padding otherwise: " + node);
    }

    /** The operator is named outright: {@code Nd4j.cnn().avgPooling2d} does not hand its divisor on. */
    private static INDArray pool(Node.Pool pooled, INDArray in, boolean countsPadding) {
        TensorShape out = pooled.extent();
        INDArray output = Nd4j.create(in.size(0), out.channels(), out.height(), out.width());
        int window = pooled.window();
        int stride = pooled.stride();
        int padding = pooled.padding();
        Nd4j.exec(DynamicCustomOp.builder(pooled.average() ? "avgpool2d" : "maxpool2d")
                .addInputs(in)
                .addOutputs(output)
                .addIntegerArguments(
                        window, window, stride, stride, padding, padding, 1, 1, 0, countsPadding ? 1 : 0, 0)
                .build());
        return output;
    }

    /**
     * Of ones, means over 3 x 3 places of 6 x 6 padded by 1 are 1 if padding does not count, as everywhere here; if it
     * did, a corner would have 4 ones in 9 places.
     */
    @Test
    void paddingDoesNotCountInMeans() {
        var pooled = new Node.Pool(0, new TensorShape(1, 6, 6), true, 3, 2, 1);
        INDArray ones = Nd4j.ones(1, 1, 6, 6);
        assertThat(flat(pool(pooled, ones, false))).containsOnly(1f);
        assertThat(flat(pool(pooled, ones, true))[0]).isCloseTo(4 / 9f, within(1e-6f));
    }

    /** Groups are convolutions of their own channels, next to each other. */
    private static INDArray convolve(LayerSpec spec, INDArray in, float[] parameters, int offset) {
        int channels = spec.channels() / spec.groups();
        int filters = spec.filters() / spec.groups();
        var parts = new INDArray[spec.groups()];
        for (int group = 0; group < parts.length; group++) {
            int from = offset + group * filters * spec.columns();
            INDArray weights = Nd4j.create(
                    Arrays.copyOfRange(parameters, from, from + filters * spec.columns()),
                    new long[] {filters, channels, spec.kernel(), spec.kernel()},
                    'c');
            int bias = offset + spec.weights() + group * filters;
            parts[group] = Nd4j.cnn()
                    .conv2d(
                            slice(in, group * channels, channels),
                            weights,
                            Nd4j.createFromArray(Arrays.copyOfRange(parameters, bias, bias + filters)),
                            Conv2DConfig.builder()
                                    .kH(spec.kernel())
                                    .kW(spec.kernel())
                                    .sH(spec.stride())
                                    .sW(spec.stride())
                                    .pH(spec.padding())
                                    .pW(spec.padding())
                                    .dataFormat("NCHW")
                                    .weightsFormat(WeightsFormat.OIYX)
                                    .build());
        }
        return Nd4j.concat(1, parts);
    }

    private static INDArray slice(INDArray in, int first, int channels) {
        return in.get(
                        org.nd4j.linalg.indexing.NDArrayIndex.all(),
                        org.nd4j.linalg.indexing.NDArrayIndex.interval(first, first + channels),
                        org.nd4j.linalg.indexing.NDArrayIndex.all(),
                        org.nd4j.linalg.indexing.NDArrayIndex.all())
                .dup('c');
    }

    @ParameterizedTest
    @CsvSource({
        "GROUPED, DENSE", "GROUPED, SPARSE",
        "PADDED, DENSE", "PADDED, SPARSE",
        "DEPTHWISE, DENSE", "DEPTHWISE, SPARSE",
        "RESIDUAL, DENSE", "RESIDUAL, SPARSE",
        "DROPPED, DENSE", "DROPPED, SPARSE"
    })
    void everyLayerReadsWhatNd4jComputes(Graphs graph, Storage storage) {
        NetworkModel architecture = graph.architecture();
        boolean[] all = new boolean[architecture.parameters()];
        Arrays.fill(all, true);
        var network = CompactNetwork.of(architecture, LiveChannels.of(architecture, all), storage);
        float[] parameters = graph.parameters(5);
        clearUnlearntBiases(architecture, parameters);
        var written = new ArrayList<INDArray>(List.of(images()));
        for (int place = 1; place < architecture.nodes().size(); place++) {
            written.add(apply(architecture, place, written, parameters));
        }
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 2 * IMAGES, 2, team)) {
            float[] compact = network.gather(parameters);
            for (int layer = 0; layer < architecture.depth(); layer++) {
                Node node = architecture.nodes().get(architecture.nodeOf(layer));
                assertThat(trainer.inputsOf(layer, samples, IMAGES, compact))
                        .as("input of %s", architecture.layer(layer).name())
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(flat(written.get(node.inputs().get(0))));
            }
            assertThat(trainer.logits(samples, IMAGES, compact))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(flat(written.get(written.size() - 1)));
        }
    }

    private static void clearUnlearntBiases(NetworkModel architecture, float[] parameters) {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            if (!architecture.layer(layer).biased()) {
                int bias = architecture.biasOffset(layer);
                Arrays.fill(parameters, bias, bias + architecture.layer(layer).filters(), 0f);
            }
        }
    }

    private static float[] flat(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
