package archsim.compression.train.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TensorShape;
import archsim.workloads.LayerShape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The direct product is the reference. */
class WinogradConvolutionTest {

    private final SplittableRandom random = new SplittableRandom(3);

    /** One convolution and a classifier that makes a network of it. */
    private static NetworkModel network(int channels, int filters, int side, int kernel, int padding) {
        LayerShape shape = LayerShape.convolution(channels, filters)
                .map(side, side)
                .kernel(kernel, kernel)
                .padding(padding)
                .build();
        return new ArchitectureBuilder("one", channels, side, side)
                .layer(new LayerSpec("conv", shape, true))
                .connected("out", 2)
                .build();
    }

    private float[] draw(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Outputs, gradients by inputs and gradients by parameters. */
    private static List<float[]> run(
            CompactLayer layer,
            boolean winograd,
            boolean adds,
            int images,
            float[] in,
            float[] out,
            float[] parameters) {
        LayerSpec spec = layer.spec();
        var input = new ActivationBuffer(
                new TensorShape(layer.channels(), spec.height(), spec.width()), layer.channels(), images);
        var output = new ActivationBuffer(
                new TensorShape(layer.filters(), spec.outputHeight(), spec.outputWidth()), layer.filters(), images);
        System.arraycopy(in, 0, input.values(), 0, in.length);
        System.arraycopy(out, 0, output.gradient(), 0, out.length);
        Arrays.fill(input.gradient(), 0.25f);
        var inlet = new GradientInput(input, true, adds);
        var pass = new Pass(parameters, new float[parameters.length], true, 0);
        int columns = layer.channels() * spec.kernel() * spec.kernel();
        try (var weights = new Matrix(layer.filters(), columns);
                SliceOp op = winograd
                        ? new WinogradConvolution(layer, inlet, output)
                        : new DenseProduct(layer, inlet, output, List.of(weights))) {
            weights.put(0, parameters, layer.weightOffset(), layer.filters() * columns);
            // Twice: nothing of the first pass may show in the second.
            for (int i = 0; i < 2; i++) {
                Arrays.fill(input.gradient(), 0.25f);
                op.forward(pass);
                op.backward(pass);
            }
        }
        return List.of(output.values(), input.gradient(), pass.gradient());
    }

    private void compare(CompactLayer layer, boolean adds, int images, int parameters) {
        LayerSpec spec = layer.spec();
        float[] in = draw(layer.channels() * spec.height() * spec.width() * images);
        float[] out = draw(layer.filters() * spec.positions() * images);
        float[] drawn = draw(parameters);
        List<float[]> direct = run(layer, false, adds, images, in, out, drawn);
        List<float[]> result = run(layer, true, adds, images, in, out, drawn);
        for (int i = 0; i < direct.size(); i++) {
            assertClose(result.get(i), direct.get(i));
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(3e-5f * largest));
        }
    }

    /** Maps of whole tiles and of parts, one row of tiles at a time (16 x 16 with 32 images) and all at once; the last keeps no factors. */
    @ParameterizedTest
    @CsvSource({
        "16, 16, 8, 1, 2, false",
        "16, 24, 7, 1, 3, true",
        "24, 16, 13, 0, 2, false",
        "17, 19, 10, 2, 1, true",
        "16, 16, 16, 1, 32, true",
        "32, 20, 18, 1, 16, false",
        "16, 16, 64, 1, 64, true"
    })
    void outputsAndGradientsAreThoseOfTheDirectProduct(
            int channels, int filters, int side, int padding, int images, boolean adds) {
        NetworkModel model = network(channels, filters, side, 3, padding);
        CompactNetwork whole = CompactNetwork.whole(model);
        CompactLayer layer = whole.layers().get(0);
        assertThat(WinogradConvolution.suits(layer)).isTrue();
        compare(layer, adds, images, whole.parameters());
    }

    /** Filters that are pruned are not there; a column less of one channel leaves no whole kernel. */
    @Test
    void layersSuitWithoutTheirPrunedFiltersButWithAllColumns() {
        NetworkModel model = network(20, 20, 8, 3, 1);
        boolean[] mask = new boolean[model.parameters()];
        Arrays.fill(mask, true);
        Arrays.fill(mask, 180 * 3, 180 * 5, false);
        CompactNetwork pruned = CompactNetwork.of(model, LiveChannels.of(model, mask));
        CompactLayer layer = pruned.layers().get(0);
        assertThat(layer.filters()).isEqualTo(18);
        assertThat(WinogradConvolution.suits(layer)).isTrue();
        compare(layer, false, 4, pruned.parameters());
        for (int filter = 0; filter < 20; filter++) {
            mask[filter * 180 + 7] = false;
        }
        assertThat(WinogradConvolution.suits(CompactNetwork.of(model, LiveChannels.of(model, mask))
                        .layers()
                        .get(0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"15, 16, 8, 3, 1", "16, 15, 8, 3, 1", "16, 16, 6, 3, 1", "16, 16, 8, 5, 2", "16, 16, 8, 1, 0"})
    void smallOrOtherLayersDoNotSuit(int channels, int filters, int side, int kernel, int padding) {
        NetworkModel model = network(channels, filters, side, kernel, padding);
        assertThat(WinogradConvolution.suits(
                        CompactNetwork.whole(model).layers().get(0)))
                .isFalse();
    }
}
