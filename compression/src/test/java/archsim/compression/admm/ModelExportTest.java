package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Quantisation;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.Samples;
import archsim.workloads.LayerShape;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelExportTest {

    private static final int IMAGES = 3;

    private static final int SIDE = 6;

    /** A convolution with a normalisation, a depthwise one with one, and three classes without. */
    private static final NetworkModel NORMALISED = new ArchitectureBuilder("normalised", 2, SIDE, SIDE)
            .layer(new LayerSpec(
                    "a",
                    LayerShape.convolution(2, 4)
                            .map(SIDE, SIDE)
                            .kernel(3, 3)
                            .padding(1)
                            .build(),
                    false))
            .norm()
            .relu()
            .maxPool(2, 2)
            .layer(new LayerSpec(
                    "b",
                    LayerShape.convolution(4, 4)
                            .map(3, 3)
                            .kernel(3, 3)
                            .padding(1)
                            .groups(4)
                            .build(),
                    true))
            .norm()
            .relu()
            .connected("out", 3)
            .build();

    private static final CompressionConfig DENSE = CompressionConfigs.parse("dense.json", """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "dense", "seed": 3, "batchSize": 8,
             "shiftPixels": 0, "validationImages": 1,
             "dense": {"epochs": 0, "learningRate": 1e-3, "finalLearningRate": 1e-3},
             "rounds": [],
             "quantisation": {"grid": "symmetric", "bits": 5, "steps": [
               {"share": 1, "retraining": {"epochs": 0, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
            """);

    /** Weights on levels, scales about 1, shifts and means about 0, variances about 1, all random. */
    private static CompressionState state() {
        CompressionState state = CompressionState.initial(NORMALISED, 5);
        var random = new SplittableRandom(5);
        for (int place = 0; place < NORMALISED.nodes().size(); place++) {
            Node node = NORMALISED.nodes().get(place);
            int untouched =
                    node instanceof Node.Linear weighted ? weighted.spec().weights() : 0;
            boolean learnt =
                    !(node instanceof Node.Linear weighted) || weighted.spec().biased();
            for (int i = untouched; i < node.parameters() && learnt; i++) {
                state.parameters[NORMALISED.offset(place) + i] += (float) random.nextDouble(-0.8, 0.8);
            }
        }
        var all = new Quantisation.Step(1, new Training(0, 0, 0));
        new FixingStage("all", new QuantisedSet(DENSE.quantisation().orElseThrow(), false), all).begin(state);
        return state;
    }

    private static ImageSet images() {
        var random = new SplittableRandom(9);
        byte[] pixels = new byte[IMAGES * 2 * SIDE * SIDE];
        random.nextBytes(pixels);
        return ImageSet.of("images", 2, SIDE, SIDE, pixels, new byte[IMAGES]);
    }

    /** Level by level, with nothing but the tensors of the file: sums times scale plus bias, ReLU, pooling. */
    @Test
    void aReaderOfTheFileComputesWhatWasTrained() {
        CompressionState state = state();
        ImageSet images = images();
        var request = new CompressionRequest(
                DENSE, new DataSet("images", images, images), Path.of("unused"), false, 1, "test");
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(CompactNetwork.whole(NORMALISED), 2 * IMAGES, 2, team)) {
            CompressedModel exported = new ModelExport(request, state, team).toModel(Optional.empty());
            List<CompressedLayer> layers =
                    ModelFile.read("m", ModelFile.toBytes(exported)).layers();
            float[] logits = trainer.logits(Samples.of(images), IMAGES, state.parameters);
            for (int image = 0; image < IMAGES; image++) {
                float[] a = pooled(rectified(forward(layers.get(0), pixels(images, image))), SIDE);
                float[] out = forward(layers.get(2), rectified(forward(layers.get(1), a)));
                for (int i = 0; i < out.length; i++) {
                    assertThat(out[i]).isCloseTo(logits[image * out.length + i], within(1e-4f));
                }
            }
            assertThat(layers.get(2).scale()).isEmpty();
        }
    }

    private static float[] pixels(ImageSet images, int image) {
        float[] pixels = new float[images.pixelsPerImage()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.pixel(image, i) / 255f;
        }
        return pixels;
    }

    private static float[] forward(CompressedLayer layer, float[] input) {
        LayerShape shape = layer.layer().shape();
        float[] output = new float[shape.k() * shape.p() * shape.q()];
        for (int i = 0; i < output.length; i++) {
            int filter = i / (shape.p() * shape.q());
            double sum = sum(layer, input, filter, i / shape.q() % shape.p(), i % shape.q());
            double scale =
                    layer.scale().map(scales -> scales.toFloats()[filter]).orElse(1f);
            output[i] = (float) (sum * scale + layer.bias().value(filter));
        }
        return output;
    }

    private static double sum(CompressedLayer layer, float[] input, int filter, int row, int column) {
        LayerShape shape = layer.layer().shape();
        int channels = shape.channelsPerGroup();
        int firstChannel = filter / (shape.k() / shape.groups()) * channels;
        double sum = 0;
        for (int i = 0; i < channels * shape.r() * shape.s(); i++) {
            int y = row * shape.rows().stride() - shape.rows().paddingBefore() + i / shape.s() % shape.r();
            int x = column * shape.rows().stride() - shape.rows().paddingBefore() + i % shape.s();
            if (y >= 0 && y < shape.h() && x >= 0 && x < shape.w()) {
                int channel = firstChannel + i / (shape.r() * shape.s());
                int weight = filter * channels * shape.r() * shape.s() + i;
                sum += (double) layer.weights().level(weight)
                        * layer.weights().scale()
                        * input[(channel * shape.h() + y) * shape.w() + x];
            }
        }
        return sum;
    }

    private static float[] rectified(float[] values) {
        float[] rectified = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rectified[i] = Math.max(0, values[i]);
        }
        return rectified;
    }

    /** Maxima of 2 x 2. */
    private static float[] pooled(float[] values, int side) {
        float[] pooled = new float[values.length / 4];
        for (int i = 0; i < values.length; i++) {
            int channel = i / (side * side);
            int to = (channel * side / 2 + i / side % side / 2) * (side / 2) + i % side / 2;
            pooled[to] = Math.max(pooled[to], values[i]);
        }
        return pooled;
    }
}
