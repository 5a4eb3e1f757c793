package archsim.compression.benchmark;

import archsim.compression.train.MomentumDescent;
import archsim.compression.train.TrainState;
import archsim.compression.train.layer.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/**
 * One update by momentum, which every step of a training makes: the loop of {@link MomentumDescent}, which touches each number
 * once, against the same equations as operations of ND4J, which pass over memory once each. On one thread both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimiserBenchmark {

    private static final double MOMENTUM = 0.9;
    private static final double RATE = 0.01;

    /** ResNet-20, LeNet-5 and VGG-16 for CIFAR-10. */
    @Param({"272474", "431080", "14728266"})
    private int parameters;

    private final MomentumDescent descent = new MomentumDescent(MOMENTUM);
    private TrainState state;
    private float[] gradient;
    private INDArray w;
    private INDArray m;
    private INDArray g;
    private INDArray trainable;

    @Setup
    public void draw() {
        Matrix.computeOnOneThread();
        var random = new Random(1);
        gradient = new float[parameters];
        for (int i = 0; i < parameters; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        float[] all = new float[parameters];
        Arrays.fill(all, 1f);
        state = new TrainState(new float[parameters], new float[parameters], new float[parameters], all, 0);
        g = Nd4j.createFromArray(gradient);
        w = Nd4j.zerosLike(g);
        m = Nd4j.zerosLike(g);
        trainable = Nd4j.onesLike(g);
    }

    @Benchmark
    public float[] loop() {
        descent.update(state, gradient, RATE, 0, parameters);
        return state.parameters();
    }

    @Benchmark
    public INDArray operations() {
        m.muli(MOMENTUM).addi(g.mul(trainable));
        return w.subi(m.mul(RATE));
    }
}
