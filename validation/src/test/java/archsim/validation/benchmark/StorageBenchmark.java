package archsim.validation.benchmark;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import archsim.workloads.storage.StorageFormat;
import archsim.workloads.storage.StorageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/** VGG-16's 14 710 464 CONV weights in every storage format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StorageBenchmark {

    private static final int[] CHANNELS = {3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512};

    @Param({"0.017", "0.5", "1"})
    private double density;

    private final List<LayerWorkload> layers = new ArrayList<>();
    private final List<WeightTensor> tensors = new ArrayList<>();

    /** Levels of 5 bits, as the paper's Table XI. */
    @Setup
    public void prepare() {
        var random = new SplittableRandom(1);
        for (int i = 1; i < CHANNELS.length; i++) {
            var shape = LayerShape.convolution(CHANNELS[i - 1], CHANNELS[i])
                    .map(4, 4)
                    .kernel(3, 3)
                    .padding(1)
                    .build();
            short[] levels = new short[Math.toIntExact(shape.weights())];
            for (int weight = 0; weight < levels.length; weight++) {
                levels[weight] = (short) (random.nextDouble() < density ? random.nextInt(1, 16) : 0);
            }
            WeightTensor weights = WeightTensor.ofLevels(levels, 1, 5);
            tensors.add(weights);
            layers.add(new LayerWorkload(
                    new Layer("conv" + i, shape),
                    weights.mask(),
                    Mask.full(Math.toIntExact(shape.inputs())),
                    5,
                    Scheme.NON_STRUCTURED));
        }
    }

    @Benchmark
    public StorageReport sizes() {
        return StorageReport.of("VGG-16", layers, OptionalInt.empty(), OptionalInt.empty());
    }

    @Benchmark
    public long encodes() {
        long bits = 0;
        for (int i = 0; i < layers.size(); i++) {
            LayerWorkload layer = layers.get(i);
            for (StorageFormat format : StorageFormat.all(OptionalInt.empty())) {
                if (format.holds(layer.weights(), layer.shape(), 5)) {
                    bits += format.encode(tensors.get(i), layer.shape()).bits().size();
                }
            }
        }
        return bits;
    }
}
