package archsim.validation.benchmark;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.SimulatedRun;
import archsim.tables.DramStandards;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import java.util.List;
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

/**
 * All convolutions of a network on SCNN with given masks at measured densities, on one thread: 666 M dense
 * multiply-accumulates of AlexNet, 15.3 G of VGG-16.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"})
public class ScnnBenchmark {

    @Param({"alexnet", "vgg16-imagenet"})
    private String network;

    private Simulator simulator;
    private Workload convolutions;

    @Setup
    public void prepare() {
        simulator = new Simulator(AcceleratorLibrary.find("scnn"), DramStandards.find("lpddr4-2400"), Fidelity.EVENT);
        var sparsity = Sparsity.measured(network.startsWith("vgg") ? "vgg16-scnn" : "alexnet-scnn");
        List<LayerWorkload> layers = GeneratedWorkload.of(Networks.find(network), sparsity, 16, 1).layers().stream()
                .filter(layer -> layer.layer().isConvolution())
                .toList();
        convolutions = new Workload("conv", network, "", layers);
    }

    @Benchmark
    public SimulatedRun convolutions() {
        return simulator.run(convolutions);
    }
}
