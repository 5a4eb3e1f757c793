package archsim.validation.benchmark;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.SimulatedRun;
import archsim.tables.DramStandards;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;
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

/** AlexNet's five CONV layers, 666 M dense multiply-accumulates, at 30 % weights and 40 % inputs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LayerBenchmark {

    @Param({"sticker", "cambricon-x", "diannao", "scnn", "dcnn"})
    private String design;

    private Simulator simulator;
    private Workload convolutions;

    @Setup
    public void prepare() {
        Accelerator accelerator = AcceleratorLibrary.find(design);
        simulator = new Simulator(accelerator, DramStandards.find("lpddr4-2400"), Fidelity.EVENT);
        var sparsity = Sparsity.of(SparsityKind.BERNOULLI, Json.createValue(0.3), Optional.of(Json.createValue(0.4)));
        Workload alexNet = GeneratedWorkload.of(Networks.find("alexnet"), sparsity, 8, 1);
        convolutions =
                new Workload("conv", "alexnet", "", List.copyOf(alexNet.layers().subList(0, 5)));
    }

    @Benchmark
    public SimulatedRun alexNetConvolutions() {
        return simulator.run(convolutions);
    }
}
