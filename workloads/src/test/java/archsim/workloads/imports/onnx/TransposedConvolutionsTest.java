package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import archsim.workloads.LayerShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convolutions that a transposed one consists of, computed and held against the definition. */
class TransposedConvolutionsTest {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;

    private static double input(int channel, int y, int x) {
        return Math.sin(1 + channel * 20 + y * WIDTH + x);
    }

    /** Sums over all outputs of the outputs and of their squares: they do not depend on the order. */
    private static double[] direct(int channels, int perGroup, int groups, int kernel, int stride, int pad, int extra) {
        int height = (HEIGHT - 1) * stride + kernel - 2 * pad + extra;
        int width = (WIDTH - 1) * stride + kernel - 2 * pad + extra;
        var sums = new double[2];
        for (int k = 0; k < perGroup * groups; k++) {
            int group = k / perGroup;
            double[][] outputs = new double[height][width];
            for (int c = group * channels / groups; c < (group + 1) * channels / groups; c++) {
                for (int i = 0; i < HEIGHT * WIDTH * kernel * kernel; i++) {
                    int y = i / WIDTH / kernel / kernel;
                    int x = i / kernel / kernel % WIDTH;
                    int down = y * stride + i / kernel % kernel - pad;
                    int across = x * stride + i % kernel - pad;
                    if (down >= 0 && down < height && across >= 0 && across < width) {
                        double weight =
                                ((c * perGroup + k % perGroup) * kernel + i / kernel % kernel) * kernel + i % kernel;
                        outputs[down][across] += weight * input(c, y, x);
                    }
                }
            }
            for (double[] row : outputs) {
                for (double output : row) {
                    sums[0] += output;
                    sums[1] += output * output;
                }
            }
        }
        return sums;
    }

    /** Where a layer reads fewer rows than there are, those at the end that is not padded are left out. */
    private static void add(GraphLayer layer, double[] sums) {
        LayerShape shape = layer.layer().shape();
        float[] weights = layer.weights().orElseThrow().values().get();
        int top = shape.h() < HEIGHT && shape.rows().paddingAfter() > 0 ? HEIGHT - shape.h() : 0;
        int left = shape.w() < WIDTH && shape.columns().paddingAfter() > 0 ? WIDTH - shape.w() : 0;
        for (int i = 0; i < shape.k() * shape.p() * shape.q(); i++) {
            int k = i / shape.p() / shape.q();
            double output = 0;
            for (int j = 0; j < shape.weightsPerFilter(); j++) {
                int c = j / shape.r() / shape.s();
                int y = shape.rows().position(i / shape.q() % shape.p(), j / shape.s() % shape.r());
                int x = shape.columns().position(i % shape.q(), j % shape.s());
                if (shape.rows().isInput(y) && shape.columns().isInput(x)) {
                    int channel = k / shape.filtersPerGroup() * shape.channelsPerGroup() + c;
                    output += weights[(int) (k * shape.weightsPerFilter() + j)] * input(channel, y + top, x + left);
                }
            }
            sums[0] += output;
            sums[1] += output * output;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // channels, filters a group, groups, kernel, stride, padding, more outputs, layers
        "2, 3, 1, 2, 2, 0, 0, 1",
        "2, 3, 1, 3, 3, 0, 0, 1",
        "2, 3, 1, 4, 2, 1, 0, 4",
        "2, 3, 1, 3, 2, 1, 1, 4",
        "4, 2, 2, 4, 2, 1, 0, 4",
        "4, 1, 4, 2, 2, 0, 0, 1",
        "2, 2, 1, 3, 1, 1, 0, 1",
        "2, 2, 1, 5, 2, 2, 1, 4",
        "1, 1, 1, 2, 3, 0, 0, 1"
    })
    void phasesComputeWhatTheDefinitionDoes(
            int channels, int perGroup, int groups, int kernel, int stride, int pad, int extra, int layers) {
        var graph = new TestGraph()
                .input("x", "1x" + channels + "x" + HEIGHT + "x" + WIDTH)
                .weights("w", channels, perGroup, kernel, kernel)
                .node(
                        "ConvTranspose",
                        List.of("x", "w"),
                        List.of("y"),
                        "group=" + groups,
                        "strides=" + stride + "," + stride,
                        "pads=" + pad + "," + pad + "," + pad + "," + pad,
                        "output_padding=" + extra + "," + extra);
        List<GraphLayer> made = graph.follow(Answers.NONE).layers();
        var sums = new double[2];
        made.forEach(layer -> add(layer, sums));
        double[] expected = direct(channels, perGroup, groups, kernel, stride, pad, extra);
        assertThat(made).hasSize(layers);
        assertThat(sums[0]).isCloseTo(expected[0], offset(1e-6 * Math.abs(expected[0])));
        assertThat(sums[1]).isCloseTo(expected[1], offset(1e-6 * expected[1]));
    }

    /** 4 x 4 taps on 16 x 16 inputs, 2 channels to 3 filters: 24,576 without padding at the edges, 9 phases' taps with it. */
    @Test
    void noInsertedZeroIsMultiplied() {
        var graph = new TestGraph()
                .input("x", "1x2x16x16")
                .weights("w", 2, 3, 4, 4)
                .node("ConvTranspose", List.of("x", "w"), List.of("y"), "strides=2,2", "pads=1,1,1,1");
        long macs = graph.follow(Answers.NONE).layers().stream()
                .mapToLong(layer -> layer.layer().shape().macs())
                .sum();
        assertThat(macs).isEqualTo(4 * 16 * 16 * 2 * 2 * 2 * 3L);
    }

    /** Of 5 inputs at stride 3 the last meets 2 taps: 4 x 3 + 2 = 14 outputs, not 15, as no padding is negative. */
    @Test
    void paddingToTheSameSizeAddsNoOutputs() {
        var graph = new TestGraph()
                .input("x", "1x1x5x5")
                .weights("w", 1, 1, 2, 2)
                .record("y", "1x1x14x14")
                .node("ConvTranspose", List.of("x", "w"), List.of("y"), "strides=3,3", "auto_pad=SAME_UPPER");
        assertThat(graph.layers(Answers.NONE)).containsExactly("1x5x5>4x5x5 100");
    }
}
