package archsim.compression.benchmark;

import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.TensorShape;
import archsim.compression.train.layer.ActivationBuffer;
import archsim.compression.train.layer.DenseProduct;
import archsim.compression.train.layer.GradientInput;
import archsim.compression.train.layer.Matrix;
import archsim.compression.train.layer.Pass;
import archsim.compression.train.layer.SliceOp;
import archsim.compression.train.layer.WinogradConvolution;
import archsim.workloads.LayerShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A 3 x 3 convolution forward and back on a slice of 32 images, on one thread: as a product of the im2col matrix, and by Winograd's
 * minimal filtering. {@link WinogradConvolution#suits} goes by what is measured here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {

    private static final int IMAGES = 32;

    /** Channels, filters and side of the map: ResNet-20's, VGG-16's, and what is too small. */
    @Param({"16,16,32", "32,32,16", "64,64,8", "64,64,32", "128,128,16", "256,256,8", "512,512,4", "8,8,32", "128,128,5"
    })
    private String layer;

    private final Random random = new Random(1);
    private Pass pass;
    private float[] gradient;
    private Matrix weights;
    private SliceOp direct;
    private SliceOp winograd;

    @Setup
    public void build() {
        Matrix.computeOnOneThread();
        int[] numbers =
                Arrays.stream(layer.split(",")).mapToInt(Integer::parseInt).toArray();
        LayerShape shape = LayerShape.convolution(numbers[0], numbers[1])
                .map(numbers[2], numbers[2])
                .kernel(3, 3)
                .padding(1)
                .build();
        var network = CompactNetwork.whole(new ArchitectureBuilder("one", numbers[0], numbers[2], numbers[2])
                .layer(new LayerSpec("conv", shape, false))
                .connected("out", 2)
                .build());
        CompactLayer conv = network.layers().get(0);
        var input = new ActivationBuffer(new TensorShape(numbers[0], numbers[2], numbers[2]), numbers[0], IMAGES);
        var output = new ActivationBuffer(new TensorShape(numbers[1], numbers[2], numbers[2]), numbers[1], IMAGES);
        draw(input.values());
        draw(output.gradient());
        float[] parameters = new float[network.parameters()];
        draw(parameters);
        gradient = new float[parameters.length];
        pass = new Pass(parameters, gradient, true, 0);
        weights = new Matrix(numbers[1], 9 * numbers[0]);
        weights.put(0, parameters, 0, 9 * numbers[0] * numbers[1]);
        var inlet = new GradientInput(input, true, false);
        direct = new DenseProduct(conv, inlet, output, List.of(weights));
        winograd = new WinogradConvolution(conv, inlet, output);
    }

    private void draw(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }

    @Benchmark
    public float[] im2col() {
        return step(direct);
    }

    @Benchmark
    public float[] winograd() {
        return step(winograd);
    }

    private float[] step(SliceOp op) {
        op.forward(pass);
        op.backward(pass);
        return gradient;
    }

    @TearDown
    public void close() {
        direct.close();
        winograd.close();
        weights.close();
    }
}
